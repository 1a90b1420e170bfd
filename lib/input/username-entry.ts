import { readPhone } from './phone-entry'

/** Cognito's model: 1 to 128 characters of letters, marks, symbols, numbers and punctuation; no white space. */
const pattern = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u
const MAXIMUM_LENGTH = 128
/** Controls and formatting characters that nobody sees and the pattern refuses; white space is not among them. */
const INVISIBLE = /(?!\s)[\p{Cc}\p{Cf}]/gu
/** `Jane Doe <jane@example.com>`, as mail programs copy an address. */
const MAILBOX = /^[^<>]*<([^<>\s]+@[^<>\s]+)>$/

/** What a tenant's people sign in with. `dialCode`: the country code, such as `+45`, that numbers are offered with. */
export type SignInNames = {
  readonly signInWith: 'email' | 'phone' | 'username'
  readonly dialCode: string | null
}

export type NameEntry =
  /** What Cognito is asked for, and what the person is shown. */
  | { readonly kind: 'name'; readonly username: string }
  | { readonly kind: 'missing' }
  /** Cognito's pattern would refuse it. */
  | { readonly kind: 'impossible'; readonly shown: string }
  /** A number without a country code, with the tenant's own put in front: the person says whether it is right. */
  | { readonly kind: 'offered'; readonly shown: string }

/** What was typed without what Cognito's pattern would refuse and nobody sees, and nothing else changed. */
export function readUsername(entered: string): string {
  return entered.replace(INVISIBLE, '').trim()
}

/** Whether Cognito could know such a user name at all; where it can't, it isn't asked. */
export function canBeUsername(username: string): boolean {
  return [...username].length <= MAXIMUM_LENGTH && pattern.test(username)
}

/**
 * Reads a name that somebody typed to say who they are.
 *
 * Where people sign in by telephone, a number as people write it becomes E.164; a country code is never added without
 * being shown first.
 */
export function readSignInName(entered: string, { signInWith, dialCode }: SignInNames): NameEntry {
  const name = readUsername(entered)
  if (name === '') return { kind: 'missing' }
  const phone = signInWith === 'phone' ? readPhone(name, dialCode) : null
  if (phone?.kind === 'international') return { kind: 'name', username: phone.number }
  if (phone?.kind === 'national') {
    return phone.number === null
      ? { kind: 'impossible', shown: name }
      : { kind: 'offered', shown: phone.number }
  }
  if (canBeUsername(name)) return { kind: 'name', username: name }
  const address = MAILBOX.exec(name)?.[1]
  return address !== undefined && canBeUsername(address)
    ? { kind: 'name', username: address }
    : { kind: 'impossible', shown: name }
}
