import parsePhoneNumber from 'libphonenumber-js/min'

/** A telephone number as entered, and in E.164 (ITU-T E.164: `+` and at most 15 digits). */
export type PhoneEntry =
  | { readonly kind: 'international'; readonly number: string }
  /** Without a country code; `number` is what it would be with the one that was given, null where none was. */
  | { readonly kind: 'national'; readonly number: string | null }

/** Half of the world writes the plus as `00`; no national number begins with it. */
const WRITTEN_PLUS = /^\s*00(?=[\s().-]*[1-9])/

function inE164(text: string, callingCode?: string): string | null {
  const parsed = parsePhoneNumber(text, {
    extract: false,
    ...(callingCode !== undefined && { defaultCallingCode: callingCode }),
  })
  return parsed?.isPossible() ? parsed.number : null
}

/**
 * Reads a telephone number as people write it, with spaces, brackets, hyphens and digits of any script.
 *
 * @param dialCode the country code to try for a number without one, such as `+45`
 * @returns null where the text is no telephone number
 */
export function readPhone(text: string, dialCode: string | null): PhoneEntry | null {
  const plain = text.normalize('NFKC').replace(WRITTEN_PLUS, '+')
  if (!/^[+\s().\-/\p{Nd}]+$/u.test(plain) || !/\p{Nd}/u.test(plain)) return null
  if (plain.includes('+')) {
    const number = inE164(plain)
    return number === null ? null : { kind: 'international', number }
  }
  return { kind: 'national', number: dialCode === null ? null : inE164(plain, dialCode.slice(1)) }
}
