import type { Admin } from '@/lib/console/auth/authorise'
import { type ListedSession, SESSIONS_A_PAGE, type SessionPage } from '@/lib/console/auth/session-list'
import { say } from '@/lib/console/words/generated/people'
import { CardCell, CardRow, CardTable, CardTitle } from '../../../_ui/card-table'
import { Pill } from '../../../_ui/notice'
import { Empty } from '../../../_ui/page'
import { When } from '../../../_ui/when'
import { EndSession } from './end-session'
import { Pages } from './pages'

type Props = {
  sessions: SessionPage
  admin: Admin
  page: number
  addressOf: (page: number) => string
}

const placeOf = ({ browser, network }: ListedSession) =>
  [browser, network].filter((part) => part !== null).join(', ') || say('common.notKnown')

function Row({ session, admin }: { session: ListedSession; admin: Admin }) {
  const isThis = session.id === admin.sessionId
  const name = say('people.place', { name: session.name, place: placeOf(session) })
  return (
    <CardRow>
      <CardTitle>
        <span className="inline-flex flex-wrap items-center gap-2 wrap-anywhere">
          {session.name} {isThis && <Pill tone="good">{say('people.thisSession')}</Pill>}
        </span>
      </CardTitle>
      <CardCell head={say('people.heads.browser')}>{session.browser ?? say('common.notKnown')}</CardCell>
      <CardCell head={say('common.network')} isSoft>
        {session.network ?? say('common.notKnown')}
      </CardCell>
      <CardCell head={say('people.heads.began')}>
        <When at={session.beganAt} />
      </CardCell>
      <CardCell head={say('people.heads.lastSeen')}>
        <When at={session.seenAt} />
      </CardCell>
      <CardCell head={say('people.heads.action')}>
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
  if (rows.length === 0) return <Empty title={say('people.noSessions')} />
  return (
    <>
      <CardTable
        label={say('people.sessionsTitle')}
        cards="lg"
        heads={[
          say('people.heads.person'),
          say('people.heads.browser'),
          say('common.network'),
          say('people.heads.began'),
          say('people.heads.lastSeen'),
          say('people.heads.action'),
        ]}
      >
        {rows.map((session) => (
          <Row key={session.id} session={session} admin={admin} />
        ))}
      </CardTable>
      <Pages
        label={say('people.pagesOfSessions')}
        page={page}
        aPage={SESSIONS_A_PAGE}
        total={total}
        addressOf={addressOf}
      />
    </>
  )
}
