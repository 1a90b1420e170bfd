import type { PasswordRule } from '../outcome'

/** The bounds of Cognito's model, counted in code points (NIST SP 800-63B-4 §3.1.1.2). */
export const MAXIMUM_PASSWORD_LENGTH = 256

/**
 * The rule that a password breaks whatever the pool's policy is, or null. The password itself is never changed: it
 * reaches Cognito byte for byte.
 *
 * Only what Cognito's model forbids is refused here: more than 256 characters, control characters (a form would rewrite
 * line breaks in transit), white space at an end. The pool decides everything else.
 */
export function impossiblePassword(password: string): PasswordRule | null {
  if ([...password].length > MAXIMUM_PASSWORD_LENGTH) return 'long'
  if (/\p{Cc}|\p{Cs}/u.test(password) || /^\s|\s$/u.test(password)) return 'characters'
  return null
}
