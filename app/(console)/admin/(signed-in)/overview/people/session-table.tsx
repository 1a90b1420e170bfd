import type { Admin } from '@/lib/console/auth/authorise'
import { type ListedSession, SESSIONS_A_PAGE, type SessionPage } from '@/lib/console/auth/session-list'
import { CardCell, CardRow, CardTable, CardTitle } from '../../../_ui/card-table'
import { Pill } from '../../../_ui/notice'
import { Empty } from '../../../_ui/page'
import { When } from '../../../_ui/when'
import { EndSession } from './end-session'
import { Pages } from './pages'
import { WORDS } from './words'

type Props = {
  sessions: SessionPage
  admin: Admin
  page: number
  addressOf: (page: number) => string
}

const placeOf = ({ browser, network }: ListedSession) =>
  [browser, network].filter((part) => part !== null).join(', ') || WORDS.unknownPlace

function Row({ session, admin }: { session: ListedSession; admin: Admin }) {
  const isThis = session.id === admin.sessionId
  const name = `${session.name}, ${placeOf(session)}`
  return (
    <CardRow>
      <CardTitle>
        <span className="inline-flex flex-wrap items-center gap-2 wrap-anywhere">
          {session.name} {isThis && <Pill tone="good">{WORDS.thisSession}</Pill>}
        </span>
      </CardTitle>
      <CardCell head="Browser">{session.browser ?? WORDS.unknownPlace}</CardCell>
      <CardCell head="Network" isSoft>
        {session.network ?? WORDS.unknownPlace}
      </CardCell>
      <CardCell head="Began">
        <When at={session.beganAt} />
      </CardCell>
      <CardCell head="Last seen">
        <When at={session.seenAt} />
      </CardCell>
      <CardCell head="Action">
        <EndSession
          session={session.id}
          isOwn={session.subject === admin.subject}
          isThis={isThis}
          name={name}
        />
      </CardCell>
    </CardRow>
  )
}

/** Where people are signed in, those seen last first. */
export function SessionTable({ sessions: { rows, total }, admin, page, addressOf }: Props) {
  if (rows.length === 0) return <Empty title={WORDS.noSessions} />
  return (
    <>
      <CardTable
        label={WORDS.sessions}
        cards="lg"
        heads={['Person', 'Browser', 'Network', 'Began', 'Last seen', 'Action']}
      >
        {rows.map((session) => (
          <Row key={session.id} session={session} admin={admin} />
        ))}
      </CardTable>
      <Pages
        label="Pages of sessions"
        page={page}
        aPage={SESSIONS_A_PAGE}
        total={total}
        addressOf={addressOf}
      />
    </>
  )
}
