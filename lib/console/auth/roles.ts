/** What a person may do, by the groups of the console's user pool. Pure; the console's pages use it too. */

const ROLES = ['viewer', 'editor', 'owner', 'operator'] as const
/** Each may do everything that the ones before it may. An operator is an owner of every tenant. */
export type Role = (typeof ROLES)[number]

export const OPERATORS_GROUP = 'rekey-operators'

const rank = (role: Role) => ROLES.indexOf(role)

/** The groups that give a role at one tenant, the highest first. */
export const groupsAt = (slug: string): { role: Exclude<Role, 'operator'>; group: string }[] =>
  (['owner', 'editor', 'viewer'] as const).map((role) => ({ role, group: `${slug}-${role}` }))

/** The highest role that groups give at one tenant: `rekey-operators`, `{slug}-owner`, `{slug}-editor`, `{slug}-viewer`. */
export function roleAt(groups: readonly string[], slug: string): Role | null {
  if (groups.includes(OPERATORS_GROUP)) return 'operator'
  return groupsAt(slug).find(({ group }) => groups.includes(group))?.role ?? null
}

export const isOperator = (groups: readonly string[]): boolean => groups.includes(OPERATORS_GROUP)

export const isAtLeast = (held: Role | null, wanted: Role): boolean =>
  held !== null && rank(held) >= rank(wanted)

/** The slugs that groups name; an operator reaches all tenants, which are not listed here. */
export function slugsOf(groups: readonly string[]): string[] {
  return [...new Set(groups.flatMap((group) => /^(.+)-(?:owner|editor|viewer)$/.exec(group)?.[1] ?? []))]
}

/** Whether groups give any role anywhere. */
export const hasRole = (groups: readonly string[]): boolean =>
  isOperator(groups) || slugsOf(groups).length > 0
