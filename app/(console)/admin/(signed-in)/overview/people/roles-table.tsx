import { ROLE_WORDS } from '@/lib/console/people-words'
import { CardCell, CardRow, CardTable, CardTitle } from '../../../_ui/card-table'
import { WORDS } from './words'

/** What each role may do, and the group that gives it. */
export function RolesTable({ slug }: { slug: string | null }) {
  return (
    <CardTable label={WORDS.roles} heads={['Role', 'Group', 'May']}>
      {Object.values(ROLE_WORDS).map(({ name, group, may }) => (
        <CardRow key={name}>
          <CardTitle>{name}</CardTitle>
          <CardCell head="Group">
            <code className="font-mono text-[12px] wrap-anywhere">
              {slug === null ? group : group.replace('{slug}', slug)}
            </code>
          </CardCell>
          <CardCell head="May">{may}</CardCell>
        </CardRow>
      ))}
    </CardTable>
  )
}
