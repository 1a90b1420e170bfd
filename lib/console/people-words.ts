import type { Unseen } from '../cognito/administrator-refusal'
import { OPERATORS_GROUP, type Role } from './auth/roles'
import type { Standing } from './people'

/** What the page of people calls things. Pure. */

export const ROLE_WORDS = {
  operator: {
    name: 'Operator',
    group: OPERATORS_GROUP,
    may: 'Everything at every tenant; connects it to another pool; creates, pauses and deletes tenants; ends sessions',
  },
  owner: {
    name: 'Owner',
    group: '{slug}-owner',
    may: 'Publishes and rolls back; changes connection, settings and domains; looks users up; runs the doctor',
  },
  editor: {
    name: 'Editor',
    group: '{slug}-editor',
    may: 'Changes the draft and its pictures; imports; shares previews; sends test mails to themselves',
  },
  viewer: {
    name: 'Viewer',
    group: '{slug}-viewer',
    may: 'Looks at everything of the tenant; exports the brand',
  },
} as const satisfies Record<Role, { name: string; group: string; may: string }>

/** `Owner of Acme Bank`; on a page of that tenant alone, its name goes without saying. */
export function standingInWords({ tenant, role }: Standing, namesTenants: boolean): string {
  const { name } = ROLE_WORDS[role]
  if (tenant === null) return `${name} of everything`
  return namesTenants ? `${name} of ${tenant.name}` : name
}

/** Why nobody is listed, in sentences that say what is missing. */
export function whyNoPeople(because: Unseen, userPoolId: string): string {
  const reasons: Record<Unseen, string> = {
    'no-credentials': `This deployment has no AWS credentials to list people with. It needs cognito-idp:ListUsersInGroup on ${userPoolId}.`,
    'not-allowed': `IAM doesn’t let this deployment list people. It needs cognito-idp:ListUsersInGroup on ${userPoolId}.`,
    'no-pool': `With this deployment’s credentials there is no user pool ${userPoolId}: they may be of another account.`,
    away: 'Cognito did not answer in time. Try again in a minute.',
  }
  return `${reasons[because]} Roles hold all the same.`
}
