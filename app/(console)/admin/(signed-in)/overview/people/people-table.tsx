import { PEOPLE_A_PAGE, type People, type Person } from '@/lib/console/people'
import { standingInWords, whyNoPeople } from '@/lib/console/people-words'
import { say } from '@/lib/console/words/generated/people'
import { CardCell, CardRow, CardTable, CardTitle } from '../../../_ui/card-table'
import { Notice, Pill } from '../../../_ui/notice'
import { Empty } from '../../../_ui/page'
import { Pages } from './pages'

type Props = {
  found: People
  userPoolId: string
  /** Who looks. */
  subject: string
  /** Whether the people are of one tenant alone, whose list has pages of its own. */
  isOfOne: boolean
  namesTenants: boolean
  page: number
  addressOf: (page: number) => string
}

function Row({
  person,
  subject,
  namesTenants,
}: { person: Person } & Pick<Props, 'subject' | 'namesTenants'>) {
  return (
    <CardRow>
      <CardTitle>
        <span className="inline-flex flex-wrap items-center gap-2 wrap-anywhere">
          {person.name} {person.subject === subject && <Pill>{say('people.you')}</Pill>}
        </span>
      </CardTitle>
      <CardCell head={say('people.heads.role')}>
        <ul className="grid gap-1">
          {person.standings.map((standing) => (
            <li key={standing.tenant?.slug ?? ''}>{standingInWords(standing, namesTenants)}</li>
          ))}
        </ul>
      </CardCell>
      <CardCell head={say('people.heads.account')}>
        {person.isEnabled ? say('people.maySignIn') : <Pill tone="warn">{say('people.mayNotSignIn')}</Pill>}
      </CardCell>
    </CardRow>
  )
}

/** Who has a role, or why that can't be said. */
export function PeopleTable({ found, userPoolId, subject, isOfOne, namesTenants, page, addressOf }: Props) {
  if (found.kind === 'unread') {
    return (
      <Notice tone="warn">
        <p>
          <strong className="font-semibold">{say('people.unread')}</strong>{' '}
          {whyNoPeople(found.because, userPoolId)}
        </p>
      </Notice>
    )
  }
  const from = (page - 1) * PEOPLE_A_PAGE
  const shown = isOfOne ? found.people.slice(from, from + PEOPLE_A_PAGE) : found.people
  return (
    <>
      {found.isCut && <Notice>{isOfOne ? say('people.cutOfOne') : say('people.cut')}</Notice>}
      {shown.length === 0 ? (
        <Empty title={say('people.nobody')}>{say('people.nobodyMore')}</Empty>
      ) : (
        <CardTable
          label={say('people.title')}
          heads={[say('people.heads.person'), say('people.heads.role'), say('people.heads.account')]}
        >
          {shown.map((person) => (
            <Row key={person.subject} person={person} subject={subject} namesTenants={namesTenants} />
          ))}
        </CardTable>
      )}
      {isOfOne && (
        <Pages
          label={say('people.pagesOfPeople')}
          page={page}
          aPage={PEOPLE_A_PAGE}
          total={found.people.length}
          addressOf={addressOf}
        />
      )}
    </>
  )
}
