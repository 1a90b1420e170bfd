import { againAlert } from '../alerts'
import { CleanAddress } from '../clean-address'
import { askForMail } from '../forgot/actions'
import { emptyForm } from '../form-state'
import { findStep, getPortal, readStep } from '../portal'
import { enterCode } from './actions'
import { SentView } from './view'

/** The same page for every account and for none: it repeats what was typed and promises nothing. */
export default async function SentPage({ searchParams }: PageProps<'/[tenant]/sent'>) {
  const portal = await getPortal()
  const query = await searchParams
  const found = await findStep(portal, 'ask', query.k)
  const [receipt, kept] = await Promise.all([readStep(portal, 'receipt'), readStep(portal, 'ask')])
  // A person who goes back after a success finds nothing of what was typed, even where the address still has it.
  const hasServed = receipt?.kind === 'done' && kept === null
  const ask = found === null || found.isOver || hasServed ? null : found.step
  const initial = emptyForm({ username: ask?.username ?? '' })
  if (query.stale !== undefined) initial.alert = againAlert(portal, query.stale)
  return (
    <>
      <CleanAddress query={query} nonce={portal.nonce} />
      <SentView
        page={portal}
        onCode={enterCode}
        onAsk={askForMail}
        initial={initial}
        nextAskAt={ask?.nextAskAt ?? null}
        returnTo={ask?.returnTo ?? null}
        now={new Date()}
      />
    </>
  )
}
