import 'server-only'
import { createHmac } from 'node:crypto'
import type { KeyRing } from './key-ring'
import { keys } from './keys'

const TAG_BYTES = 16

/**
 * A 128-bit HMAC-SHA256 of some texts, for recognising something without storing it in clear.
 *
 * Keyed by the *oldest* secret of the list, so that putting a new one in front changes no hash: instances that are
 * restarted one by one keep sharing their counters. Dropping the old secret ends the rotation and resets all counters
 * and all tags of the audit log.
 */
export function keyedHash(ring: KeyRing, label: string, ...parts: string[]): string {
  const hmac = createHmac('sha256', ring.oldest.derive(`hash/${label}`))
  return hmac.update(JSON.stringify(parts)).digest().subarray(0, TAG_BYTES).toString('base64url')
}

/** Stands for a user of one tenant in counters, the audit log and support; another tenant's is different. */
export function usernameTag(tenantId: string, normalisedUsername: string): string {
  return keyedHash(keys(), 'username', tenantId, normalisedUsername)
}

/** Stands for a source address at one tenant. */
export function addressTag(tenantId: string, addressKey: string): string {
  return keyedHash(keys(), 'address', tenantId, addressKey)
}
