import 'server-only'
import { keyedHash } from '../crypto/keyed-hash'
import { keys } from '../crypto/keys'

/** What a script sends instead of the mark when it has compared the two passwords itself. */
const COMPARED = 'same'

/**
 * Stands in a form for a password that the page said breaks a rule, so that the same password sent again counts as
 * intended. A keyed hash: the password can't be read from it, nor found by guessing.
 */
export function shownPasswordMark(tenantId: string, username: string, password: string): string {
  return keyedHash(keys(), 'shown-password', tenantId, username, password)
}

/**
 * Whether the page already said that this password breaks a rule. Only a sentence depends on it: the pool decides about
 * every password that is sent.
 */
export function wasShown(mark: string | null, ...whose: Parameters<typeof shownPasswordMark>): boolean {
  return mark === COMPARED || mark === shownPasswordMark(...whose)
}
