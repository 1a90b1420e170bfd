import { readCode } from '../input/code-entry'
import { canBeUsername, readUsername } from '../input/username-entry'
import type { Arrival } from './journey'

/** What Next replaces invalid UTF-8 with. */
const REPLACEMENT = '\u{fffd}'

/** A percent-encoded value as text. Null where the encoding is broken, or was before Next parsed it. `+` stays `+`. */
function decode(value: string): string | null {
  try {
    const text = decodeURIComponent(value)
    return text.includes(REPLACEMENT) ? null : text
  } catch {
    return null
  }
}

/**
 * The parameter names that mail functions use for the code and the user, besides the portal's own `c` and `u`: those of
 * CustomMessage functions in public repositories, with or without `_`, `-` and capitals. Where a link names the user
 * twice, the earlier name in the list counts.
 */
const CODE_NAMES = ['c', 'code', 'confirmationcode', 'verificationcode', 'resetcode']
const USER_NAMES = ['u', 'username', 'user', 'email']

/** The portal's own names are single letters and exact; the others are compared without case, `_` and `-`. */
const plainName = (name: string): string =>
  name.length === 1 ? name : name.toLowerCase().replace(/[_-]|%5f|%2d/g, '')

/** The parameters as they were written. Mail programs turn `&` into `&amp;`; Next re-encodes the `;`. */
function parametersOf(query: string): { name: string; raw: string }[] {
  return query
    .replace(/^\?/, '')
    .split('&')
    .map((part) => part.replace(/^amp(;|%3b)/i, ''))
    .flatMap((part) => {
      const [name = ''] = part.split('=', 1)
      return part === name ? [] : [{ name: plainName(name), raw: part.slice(name.length + 1) }]
    })
}

/** All values of the first of these names that the link has. */
function rawValues(query: string, names: readonly string[]): string[] {
  const parameters = parametersOf(query)
  for (const each of names) {
    const values = parameters.filter(({ name }) => name === each).map(({ raw }) => raw)
    if (values.length > 0) return values
  }
  return []
}

/** One value, or null where there is none or several that differ. */
function only(values: string[]): string | null {
  const distinct = [...new Set(values)]
  return distinct.length === 1 ? (distinct[0] ?? null) : null
}

function codeOf(raw: string | null): string | null {
  const text = raw === null ? null : decode(raw)
  // A placeholder that was never filled in, or what is left of one.
  if (text === null || /[{}#]/.test(text)) return null
  return readCode(text)
}

/** The user that a link names, and whether the name may have been damaged on the way. */
type NameRead = { name: string; isCertain: boolean } | null

/** A text that was encoded twice has only characters that an encoder leaves, escapes among them. */
const ENCODED_TWICE = /^(?=.*%[\da-f]{2})[\w.!~*'()%-]+$/i
/** How Cognito names the users of a pool in which people sign in with an address. */
const SUB = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

function usable(text: string | null): string | null {
  const name = text === null ? null : readUsername(text)
  return name !== null && canBeUsername(name) ? name : null
}

function readName(raw: string | null): NameRead {
  const text = raw === null ? null : decode(raw)
  const once = usable(text)
  if (once === null) return null
  if (ENCODED_TWICE.test(once)) return { name: usable(decode(once)) ?? once, isCertain: false }
  // A user name can't contain a space, so a raw `+` is a plus that wasn't encoded. Invisible characters are damage.
  return { name: once, isCertain: !raw?.includes('+') && once === text?.trim() }
}

/** The user of a link. A person knows an address better than a `sub`; Cognito takes both. */
function nameOf(query: string): NameRead {
  const read = readName(only(rawValues(query, USER_NAMES)))
  if (read === null || !SUB.test(read.name)) return read
  return readName(only(rawValues(query, ['email']))) ?? read
}

/** What a link without an envelope brings. */
export type ReadLink = Pick<Arrival, 'username' | 'suggestion' | 'code'>

/**
 * Reads an emailed link. Both parts may have been damaged on the way: an unreadable one is null, and the page asks for
 * it. A name that was probably damaged is a suggestion for the person to check.
 *
 * @param query the query of the address, undecoded
 */
export function readLink(query: string): ReadLink {
  const found = nameOf(query)
  return {
    username: found?.isCertain ? found.name : null,
    suggestion: found !== null && !found.isCertain ? found.name : null,
    code: codeOf(only(rawValues(query, CODE_NAMES))),
  }
}

/**
 * Whether an address carries a code under one of the names that links use: then it is treated as a link, whatever its
 * path.
 */
export function carriesCode(query: string): boolean {
  return rawValues(query, CODE_NAMES).length > 0
}

/** The sealed envelope of a link as written; null where there is none, `` where several differ. */
export function envelopeText(query: string): string | null {
  const values = rawValues(query, ['t'])
  return values.length === 0 ? null : (only(values) ?? '')
}
