import type { Role } from '@/lib/console/auth/roles'
import { ROLE_GROUPS } from '@/lib/console/people-words'
import { say } from '@/lib/console/words/generated/people'
import { CardCell, CardRow, CardTable, CardTitle } from '../../../_ui/card-table'

const roles = Object.entries(ROLE_GROUPS) as [Role, string][]

/** What each role may do, and the group that gives it. */
export function RolesTable({ slug }: { slug: string | null }) {
  return (
    <CardTable
      label={say('people.rolesTitle')}
      heads={[say('people.heads.role'), say('people.heads.group'), say('people.heads.may')]}
    >
      {roles.map(([role, group]) => (
        <CardRow key={role}>
          <CardTitle>{say(`common.roles.${role}`)}</CardTitle>
          <CardCell head={say('people.heads.group')}>
            <code className="font-mono text-[12px] wrap-anywhere">
              {slug === null ? group : group.replace('{slug}', slug)}
            </code>
          </CardCell>
          <CardCell head={say('people.heads.may')}>{say(`people.may.${role}`)}</CardCell>
        </CardRow>
      ))}
    </CardTable>
  )
}
