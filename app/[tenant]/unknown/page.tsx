import { CleanAddress } from '../clean-address'
import { askForMail } from '../forgot/actions'
import { findStep, getPortal, readStep, withWayOn } from '../portal'
import { changePassword } from '../reset/actions'
import { ForgottenView } from './forgotten-view'
import { UnknownView } from './view'

/** Says that the outcome is unknown, and what to do: the truth when Cognito's answer was lost. */
export default async function UnknownPage({ searchParams }: PageProps<'/[tenant]/unknown'>) {
  const portal = await getPortal()
  const query = await searchParams
  const [found, entered] = await Promise.all([findStep(portal, 'doubt', query.k), readStep(portal, 'retry')])
  return (
    <>
      <CleanAddress query={query} nonce={portal.nonce} />
      {found !== null && !found.isOver ? (
        <UnknownView
          page={portal}
          receipt={withWayOn(portal, found.step)}
          entered={entered}
          action={changePassword}
          onAsk={askForMail}
        />
      ) : (
        <ForgottenView page={portal} />
      )}
    </>
  )
}
