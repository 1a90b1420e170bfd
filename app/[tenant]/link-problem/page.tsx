import { LINK_KINDS } from '@/lib/link-kinds'
import { byHand } from '@/lib/links/journey'
import { env } from '@/lib/platform/env'
import { stepAddress } from '../action-context'
import { CleanAddress } from '../clean-address'
import { askForMail } from '../forgot/actions'
import { findStep, getPortal } from '../portal'
import { LinkProblemView } from './view'

/** What is wrong with the link that was opened, to a browser with the problem's step. */
export default async function LinkProblemPage({ searchParams }: PageProps<'/[tenant]/link-problem'>) {
  const portal = await getPortal()
  const query = await searchParams
  const found = await findStep(portal, 'problem', query.k)
  const problem = found === null || found.isOver ? null : found.step
  // The step for `/reset`, which is in the cookie already; the address brings it where there are no cookies.
  const arrival = byHand(LINK_KINDS.reset, problem?.username ?? null, null, new Date())
  return (
    <>
      <CleanAddress query={query} nonce={portal.nonce} />
      <LinkProblemView
        page={portal}
        problem={problem}
        onAsk={askForMail}
        resetHref={portal.path(stepAddress(portal, 'arrival', arrival))}
        ownerHref={`${env().REKEY_BASE_URL}/${problem?.owner?.slug ?? ''}/forgot`}
      />
    </>
  )
}
