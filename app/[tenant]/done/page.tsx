import { CleanAddress } from '../clean-address'
import { findStep, getPortal, withWayOn } from '../portal'
import { ForgottenView } from '../unknown/forgotten-view'
import { DoneView } from './view'

/** Says that the password was changed, but only to a browser with the receipt for it. */
export default async function DonePage({ searchParams }: PageProps<'/[tenant]/done'>) {
  const portal = await getPortal()
  const query = await searchParams
  const found = await findStep(portal, 'receipt', query.k)
  return (
    <>
      <CleanAddress query={query} nonce={portal.nonce} />
      {found?.step.kind === 'done' && !found.isOver ? (
        <DoneView page={portal} receipt={withWayOn(portal, found.step)} />
      ) : (
        <ForgottenView page={portal} />
      )}
    </>
  )
}
