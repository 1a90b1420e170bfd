import { canBeUsername, readUsername } from '@/lib/request/username-entry'
import { CODE_LIFE_MS } from '@/lib/reset/code-life'
import { staleAlert } from '../alerts'
import { emptyForm } from '../form-state'
import { LocalTime } from '../local-time'
import { getPortal, type Portal, readStep } from '../portal'
import { changePassword } from './actions'
import { ResetView } from './view'

/** Since when and until when the link's code works, where the link says so. */
function linkNote({ t, locale, timeZone }: Portal, sentAt: Date | undefined) {
  if (sentAt === undefined) return t('reset.linkNote')
  const time = (at: Date) => () => (
    <LocalTime instant={at.toISOString()} locale={locale} timeZone={timeZone ?? 'UTC'} />
  )
  const until = time(new Date(sentAt.getTime() + CODE_LIFE_MS))
  return t.rich('reset.linkTimes', { sentAt: '', untilAt: '', sent: time(sentAt), until })
}

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
    arrival === null || arrival.isByHand
      ? null
      : !hasCode
        ? t('reset.hintCode')
        : known === null
          ? t('reset.hintName')
          : null
  return (
    <ResetView
      page={portal}
      action={changePassword}
      initial={initial}
      isNameKnown={known !== null}
      hasCode={hasCode}
      linkNote={linkNote(portal, arrival?.sentAt)}
      hint={hint}
    />
  )
}
