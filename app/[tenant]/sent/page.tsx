import { staleAlert } from '../alerts'
import { askForMail } from '../forgot/actions'
import { emptyForm } from '../form-state'
import { getPortal, readStep } from '../portal'
import { enterCode } from './actions'
import { SentView } from './view'

/** The same page for every account and for none: it repeats what was typed and promises nothing. */
export default async function SentPage({ searchParams }: PageProps<'/[tenant]/sent'>) {
  const portal = await getPortal()
  const ask = await readStep(portal, 'ask')
  const initial = emptyForm({ username: ask?.username ?? '' })
  if ((await searchParams).stale !== undefined) initial.alert = staleAlert(portal)
  return (
    <SentView
      page={portal}
      onCode={enterCode}
      onAsk={askForMail}
      initial={initial}
      nextAskAt={ask?.nextAskAt ?? null}
      now={new Date()}
    />
  )
}
