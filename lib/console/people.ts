import 'server-only'
import type { GivenCredentials } from '../cognito/administrator-client'
import type { Unseen } from '../cognito/administrator-refusal'
import { type GroupsLook, listGroups } from '../cognito/list-groups'
import { groupsAt, isAtLeast, OPERATORS_GROUP, type Role } from './auth/roles'

/** How many tenants' people are read for one page: three groups each. */
export const TENANTS_A_PAGE_OF_PEOPLE = 8
/** How many people of one tenant a page has. */
export const PEOPLE_A_PAGE = 50
/** How many of each group are read: enough for a page of several tenants, and for all pages of one. */
const MOST_OF_SEVERAL = 60
const MOST_OF_ONE = 600

type OfTenant = { readonly slug: string; readonly name: string }

/** One role that somebody has; of no tenant that of operators, which is for all. */
export type Standing = { readonly tenant: OfTenant | null; readonly role: Role }

export type Person = {
  readonly subject: string
  readonly name: string
  /** Whether the pool lets them sign in. */
  readonly isEnabled: boolean
  /** The highest at each tenant. */
  readonly standings: readonly Standing[]
}

export type People =
  /** `isCut`: a group has more people than were read. */
  | { readonly kind: 'read'; readonly people: readonly Person[]; readonly isCut: boolean }
  | { readonly kind: 'unread'; readonly because: Unseen }

type Wanted = Standing & { readonly group: string }

const wantedOf = (tenants: readonly OfTenant[], withOperators: boolean): Wanted[] => [
  ...(withOperators ? [{ tenant: null, role: 'operator' as const, group: OPERATORS_GROUP }] : []),
  ...tenants.flatMap((tenant) => groupsAt(tenant.slug).map(({ role, group }) => ({ tenant, role, group }))),
]

const inOrder = new Intl.Collator('und', { numeric: true })
const isOperator = ({ standings }: Person) => standings.some(({ role }) => role === 'operator')

/** Puts together what several groups say of the same people: operators first, then by name. */
function merged(wanted: readonly Wanted[], found: Extract<GroupsLook, { kind: 'read' }>['groups']): Person[] {
  const people = new Map<string, Person>()
  for (const { tenant, role, group } of wanted) {
    for (const { subject, ...member } of found.get(group)?.members ?? []) {
      const before = people.get(subject)?.standings ?? []
      const same = before.find((each) => each.tenant?.slug === tenant?.slug)
      if (same !== undefined && isAtLeast(same.role, role)) continue
      people.set(subject, { ...member, subject, standings: [...before, { tenant, role }] })
    }
  }
  return [...people.values()].sort(
    (one, other) =>
      Number(isOperator(other)) - Number(isOperator(one)) || inOrder.compare(one.name, other.name),
  )
}

/**
 * Who may do what at some tenants, by the groups of the console's pool, as far as IAM allows it. Never throws. The names
 * are for a page that its reader may see, and for nothing else: they go into no log.
 *
 * @param withOperators whether those who may do everything everywhere are listed, too
 * @param given credentials instead of this deployment's
 */
export async function readPeople(
  pool: { region: string; userPoolId: string },
  tenants: readonly OfTenant[],
  withOperators: boolean,
  given?: GivenCredentials,
): Promise<People> {
  const wanted = wantedOf(tenants, withOperators)
  const most = tenants.length > 1 ? MOST_OF_SEVERAL : MOST_OF_ONE
  const looked = await listGroups(
    pool,
    wanted.map(({ group }) => group),
    most,
    given,
  )
  if (looked.kind === 'unread') return looked
  const isCut = [...looked.groups.values()].some((group) => group.isCut)
  return { kind: 'read', people: merged(wanted, looked.groups), isCut }
}
