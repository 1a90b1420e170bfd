import { type AdminActionName, ruleOf } from './actions-table'
import { isAtLeast, isOperator, type Role, roleAt } from './roles'

/** How long after signing in dangerous changes can be made without signing in again. */
export const FRESH_SECONDS = 300

/** A person of the console as of this request. */
export type Admin = {
  readonly sessionId: string
  readonly subject: string
  readonly name: string
  readonly groups: readonly string[]
  /** Seconds since the password was given. */
  readonly signedInAgoSeconds: number
}

export type Refusal = 'signed-out' | 'no-proof' | 'not-found' | 'sign-in-again'

type Asked = {
  admin: Admin | null
  /** Whether the browser proved that the request comes from a page of the console. */
  isProven: boolean
  /** The tenant's slug that the action is about; null where it is about none. */
  slug: string | null
  /** Whether there is a tenant of that slug. */
  exists: boolean
}

/**
 * Decides whether an action is allowed, for every action and every route that changes something. A refusal for lack of
 * rights is `not-found`, so that nobody learns which tenants exist.
 *
 * @returns the role at the tenant, or why not
 */
export function authorise(
  action: AdminActionName,
  { admin, isProven, slug, exists }: Asked,
): { role: Role } | { refusal: Refusal } {
  const { role: wanted, isDangerous } = ruleOf(action)
  if (admin === null) return { refusal: 'signed-out' }
  if (!isProven) return { refusal: 'no-proof' }
  const held = slug === null ? (isOperator(admin.groups) ? 'operator' : null) : roleAt(admin.groups, slug)
  if (held === null || !isAtLeast(held, wanted) || (slug !== null && !exists)) return { refusal: 'not-found' }
  if (isDangerous && admin.signedInAgoSeconds > FRESH_SECONDS) return { refusal: 'sign-in-again' }
  return { role: held }
}
