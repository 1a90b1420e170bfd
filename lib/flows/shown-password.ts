import 'server-only'
import { keyedHash } from '../crypto/keyed-hash'
import { keys } from '../crypto/keys'

/** What a script sends in place of the mark, having compared the two passwords itself. */
const COMPARED = 'same'

/**
 * Stands in a form for the password that was told to break a rule of the page, so that the same one sent again is known
 * to be meant. A keyed hash: the password can't be read from it, nor found by trying.
 */
export function shownPasswordMark(tenantId: string, username: string, password: string): string {
  return keyedHash(keys(), 'shown-password', tenantId, username, password)
}

/**
 * Whether this very password was shown to break a rule before. Nothing depends on it but a sentence: the pool decides
 * about every password that is sent.
 */
export function wasShown(mark: string | null, ...whose: Parameters<typeof shownPasswordMark>): boolean {
  return mark === COMPARED || mark === shownPasswordMark(...whose)
}
