import { PEOPLE_A_PAGE, type People, type Person } from '@/lib/console/people'
import { standingInWords, whyNoPeople } from '@/lib/console/people-words'
import { CardCell, CardRow, CardTable, CardTitle } from '../../../_ui/card-table'
import { Notice, Pill } from '../../../_ui/notice'
import { Empty } from '../../../_ui/page'
import { Pages } from './pages'
import { WORDS } from './words'

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
          {person.name} {person.subject === subject && <Pill>{WORDS.you}</Pill>}
        </span>
      </CardTitle>
      <CardCell head="Role">
        <ul className="grid gap-1">
          {person.standings.map((standing) => (
            <li key={standing.tenant?.slug ?? ''}>{standingInWords(standing, namesTenants)}</li>
          ))}
        </ul>
      </CardCell>
      <CardCell head="Account">
        {person.isEnabled ? WORDS.maySignIn : <Pill tone="warn">{WORDS.mayNotSignIn}</Pill>}
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
          <strong className="font-semibold">{WORDS.unread}</strong> {whyNoPeople(found.because, userPoolId)}
        </p>
      </Notice>
    )
  }
  const from = (page - 1) * PEOPLE_A_PAGE
  const shown = isOfOne ? found.people.slice(from, from + PEOPLE_A_PAGE) : found.people
  return (
    <>
      {found.isCut && <Notice>{isOfOne ? WORDS.cutOfOne : WORDS.cut}</Notice>}
      {shown.length === 0 ? (
        <Empty title={WORDS.nobody}>{WORDS.nobodyMore}</Empty>
      ) : (
        <CardTable label={WORDS.people} heads={['Person', 'Role', 'Account']}>
          {shown.map((person) => (
            <Row key={person.subject} person={person} subject={subject} namesTenants={namesTenants} />
          ))}
        </CardTable>
      )}
      {isOfOne && (
        <Pages
          label="Pages of people"
          page={page}
          aPage={PEOPLE_A_PAGE}
          total={found.people.length}
          addressOf={addressOf}
        />
      )}
    </>
  )
}
