import { readCode } from '../request/code-entry'
import { canBeUsername, readUsername } from '../request/username-entry'
import type { Arrival } from './journey'

/** What Next puts in the place of bytes that are no UTF-8. */
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

/** All values of one parameter, as they were written. Mail programs turn `&` into `&amp;`; Next re-encodes the `;`. */
function rawValues(query: string, name: string): string[] {
  return query
    .replace(/^\?/, '')
    .split('&')
    .map((part) => part.replace(/^amp(;|%3b)/i, ''))
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1))
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

/**
 * What an emailed link brings. Both parts may have been damaged on the way: what can't be read is null, and the page
 * asks for it.
 *
 * A user name can't hold a space, so a raw `+` is a plus that wasn't encoded; the name is then a suggestion that
 * the person is asked to check.
 *
 * @param query the query as it stands in the address, undecoded
 */
export function readLink(query: string): Arrival {
  const rawName = only(rawValues(query, 'u'))
  const decoded = rawName === null ? null : decode(rawName)
  const name = decoded === null ? null : readUsername(decoded)
  const isUsable = name !== null && canBeUsername(name)
  const isCertain = isUsable && !rawName?.includes('+')
  return {
    username: isCertain ? name : null,
    suggestion: isUsable && !isCertain ? name : null,
    code: codeOf(only(rawValues(query, 'c'))),
  }
}

/** The sealed envelope of a link as it was written, null where there is none; `` where several differ. */
export function envelopeText(query: string): string | null {
  const values = rawValues(query, 't')
  return values.length === 0 ? null : (only(values) ?? '')
}
