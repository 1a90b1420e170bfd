import { readPhone } from './phone-entry'

/** Cognito's model: 1 to 128 characters of letters, marks, symbols, numbers and punctuation; no white space. */
const pattern = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u
const MAXIMUM_LENGTH = 128
/** Invisible control and formatting characters, which the pattern refuses; not white space. */
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
  /** A number without a country code, with the tenant's own in front, for the person to confirm. */
  | { readonly kind: 'offered'; readonly shown: string }

/** The entered name without invisible characters that Cognito's pattern refuses, otherwise unchanged. */
export function readUsername(entered: string): string {
  return entered.replace(INVISIBLE, '').trim()
}

/** Whether Cognito could have such a user name at all; if not, it isn't asked. */
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
