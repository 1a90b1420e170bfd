import { readSignInName } from '@/lib/input/username-entry'
import { againAlert } from '../alerts'
import { emptyForm } from '../form-state'
import { getPortal, readStep, wantsSolution } from '../portal'
import { askForMail } from './actions'
import { ForgotView } from './view'

const single = (value: string | string[] | undefined): string | null =>
  typeof value === 'string' ? value : null

export default async function ForgotPage({ searchParams }: PageProps<'/[tenant]/forgot'>) {
  const portal = await getPortal()
  const query = await searchParams
  const prefill = readSignInName(single(query.username) ?? '', portal.tenant)
  const initial = emptyForm({ username: prefill.kind === 'name' ? prefill.username : '' })
  if (query.stale !== undefined) initial.alert = againAlert(portal, query.stale)
  const [receipt, isChecked] = await Promise.all([readStep(portal, 'receipt'), wantsSolution(portal)])
  return (
    <ForgotView
      page={portal}
      action={askForMail}
      initial={initial}
      returnTo={single(query.return_to)}
      isRemembered={receipt?.kind !== 'done'}
      isChecked={isChecked}
    />
  )
}
