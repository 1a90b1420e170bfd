/** What must not stand in any line of a log, attribute of a span or label of a metric. */

export const KINDS = ['code', 'password', 'secret', 'name', 'address'] as const
export type Kind = (typeof KINDS)[number]

export type Used = { readonly kind: Kind; readonly value: string }

export type Leak = { readonly kind: Kind; readonly where: string }

/** Shorter values are words or numbers that stand anywhere. */
const SHORTEST: Readonly<Record<Kind, number>> = { code: 6, password: 6, secret: 16, name: 5, address: 7 }
const PREFIX = 5
const SHOWN = 120

const isWordPart = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign)

/** As it stands in an address; a half of a surrogate pair can't. */
const inAddress = (value: string): string => encodeURIComponent(value.toWellFormed())

/** Finds these values, as whole words, in any number of texts. */
export function leakFinder(used: Iterable<Used>): (text: string) => Leak[] {
  const byPrefix = new Map<string, Map<string, Kind>>()
  for (const { kind, value } of used) {
    if (value.length < SHORTEST[kind]) continue
    for (const form of [value, inAddress(value)]) {
      const prefix = form.slice(0, PREFIX)
      byPrefix.set(prefix, (byPrefix.get(prefix) ?? new Map()).set(form, kind))
    }
  }
  return (text) => {
    const found: Leak[] = []
    for (let at = 0; at < text.length; at++) {
      for (const [value, kind] of byPrefix.get(text.slice(at, at + PREFIX)) ?? []) {
        if (!text.startsWith(value, at)) continue
        const end = at + value.length
        if (isWordPart(value[0]) && isWordPart(text[at - 1])) continue
        if (isWordPart(value.at(-1)) && isWordPart(text[end])) continue
        found.push({ kind, where: text.slice(Math.max(0, at - SHOWN), end + SHOWN) })
      }
    }
    return found
  }
}

/** What names a value in a request to Cognito, in a seed of the emulator, or in a form of the portal. */
const NAMED: Readonly<Record<string, Kind>> = {
  username: 'name',
  email: 'name',
  phone: 'name',
  code: 'code',
  confirmationcode: 'code',
  password: 'password',
  proposedpassword: 'password',
  previouspassword: 'password',
  secrets: 'secret',
  secrethash: 'secret',
  encodeddata: 'secret',
  accesstoken: 'secret',
  refreshtoken: 'secret',
  ipaddress: 'address',
}

/** The values in a piece of data, at whatever depth, whose names say what they are. */
export function usedIn(data: unknown, name = ''): Used[] {
  if (typeof data === 'string') {
    const kind = NAMED[name.toLowerCase()]
    return kind === undefined ? [] : [{ kind, value: data }]
  }
  if (Array.isArray(data)) return data.flatMap((each) => usedIn(each, name))
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([key, value]) => usedIn(value, key))
}

/** The values of a form as a browser posts it; React puts a number before a field's name. */
export const usedInForm = (body: string): Used[] =>
  [...body.matchAll(/name="(?:\d+_)?(username|code|password)"\r\n\r\n([^\r\n]*)/g)].flatMap(
    ([, name = '', value]) => usedIn(value, name),
  )

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are the tags and lengths between the strings.
const NO_TEXT = /[\u0000-\u001f\u007f\ufffd]+/

/** The texts in a message of protobuf: strings stand there as they are, between bytes that are none. */
export const textsIn = (body: Buffer): string[] =>
  body
    .toString('utf8')
    .split(NO_TEXT)
    .filter((text) => text.length >= PREFIX)
