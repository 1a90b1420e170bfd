import { canBeUsername, readUsername } from '@/lib/request/username-entry'
import { staleAlert } from '../alerts'
import { emptyForm } from '../form-state'
import { getPortal, readStep } from '../portal'
import { changePassword } from './actions'
import { ResetView } from './view'

/** The new password, and the parts of the link that didn't arrive. */
export default async function ResetPage({ searchParams }: PageProps<'/[tenant]/reset'>) {
  const portal = await getPortal()
  const { t } = portal
  const query = await searchParams
  const [arrival, ask] = await Promise.all([readStep(portal, 'arrival'), readStep(portal, 'ask')])
  const asked = typeof query.username === 'string' ? readUsername(query.username) : ''
  const known = arrival?.username ?? null
  const suggestion = arrival?.suggestion ?? ask?.username ?? (canBeUsername(asked) ? asked : '')
  const hasCode = arrival !== null && arrival.code !== null
  const initial = emptyForm({ username: known ?? suggestion })
  if (query.stale !== undefined) initial.alert = staleAlert(portal)
  const hint =
    arrival === null ? null : !hasCode ? t('reset.hintCode') : known === null ? t('reset.hintName') : null
  return (
    <ResetView
      page={portal}
      action={changePassword}
      initial={initial}
      isNameKnown={known !== null}
      hasCode={hasCode}
      hint={hint}
    />
  )
}
