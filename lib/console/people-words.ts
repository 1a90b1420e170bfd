import type { Unseen } from '../cognito/administrator-refusal'
import { OPERATORS_GROUP, type Role } from './auth/roles'
import type { Standing } from './people'
import { say } from './words/generated/people'

/** What the page of people calls things. Pure. */

/** The group that gives each role, those that may most first. */
export const ROLE_GROUPS = {
  operator: OPERATORS_GROUP,
  owner: '{slug}-owner',
  editor: '{slug}-editor',
  viewer: '{slug}-viewer',
} as const satisfies Record<Role, string>

/** `Owner of Acme Bank`; on a page of that tenant alone, its name goes without saying. */
export function standingInWords({ tenant, role }: Standing, namesTenants: boolean): string {
  const name = say(`common.roles.${role}`)
  if (tenant === null) return say('people.standing.everywhere', { role: name })
  return namesTenants ? say('people.standing.at', { role: name, tenant: tenant.name }) : name
}

/** Why nobody is listed, in sentences that say what is missing. */
export function whyNoPeople(because: Unseen, userPoolId: string): string {
  return because === 'away'
    ? say('people.whyNobody.away')
    : say(`people.whyNobody.${because}`, { pool: userPoolId })
}
