import { expect, test } from 'vitest'
import { groupsAt, OPERATORS_GROUP, roleAt } from './auth/roles'
import { ROLE_GROUPS, standingInWords, whyNoPeople } from './people-words'

const acme = { slug: 'acme', name: 'Acme Bank' }

test('the groups that the page names are those that give the role', () => {
  for (const [role, group] of Object.entries(ROLE_GROUPS)) {
    expect(roleAt([group.replace('{slug}', 'acme')], 'acme')).toBe(role)
  }
  expect(Object.values(ROLE_GROUPS)).toHaveLength(groupsAt('acme').length + 1)
  expect(ROLE_GROUPS.operator).toBe(OPERATORS_GROUP)
})

test('a role names its tenant unless the page does, and that of operators is everywhere', () => {
  expect(standingInWords({ tenant: acme, role: 'owner' }, true)).toBe('Owner of Acme Bank')
  expect(standingInWords({ tenant: acme, role: 'owner' }, false)).toBe('Owner')
  expect(standingInWords({ tenant: null, role: 'operator' }, true)).toBe('Operator of everything')
})

test('where nobody can be listed it says which permission on which pool is missing', () => {
  const said = whyNoPeople('not-allowed', 'eu-west-1_RekeyAdm1')
  expect(said).toContain('cognito-idp:ListUsersInGroup on eu-west-1_RekeyAdm1')
  expect(whyNoPeople('away', 'eu-west-1_RekeyAdm1')).not.toContain('ListUsersInGroup')
})
