import 'server-only'
import { usernameTag } from '../crypto/keyed-hash'
import { readSignInName } from '../input/username-entry'
import { normaliseUsername } from '../input/username-key'
import type { Counters } from '../limits/decision'
import type { Tenant } from '../tenants/tenant'
import type { Admin } from './auth/authorise'

export type FoundPerson = { kind: 'person'; tag: string } | { kind: 'unreadable' | 'too-many' }

/**
 * The tag that stands for a person of one tenant in the audit log, from a name as somebody types it. It is the same for
 * a name that nobody has, so it says nothing about who has an account; the entries do, which is why asking is counted.
 */
export async function findPerson(
  limits: Pick<Counters, 'take'>,
  admin: Admin,
  tenant: Tenant,
  typed: string,
): Promise<FoundPerson> {
  const entry = readSignInName(typed, tenant)
  if (entry.kind === 'missing' || entry.kind === 'impossible') return { kind: 'unreadable' }
  const { taken } = await limits.take('lookUpPerAdmin', admin.subject)
  if (!taken) return { kind: 'too-many' }
  const username = entry.kind === 'name' ? entry.username : entry.shown
  return { kind: 'person', tag: usernameTag(tenant.id, normaliseUsername(username)) }
}
