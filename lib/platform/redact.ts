const REDACTED = '[redacted]'
const MAXIMUM_DEPTH = 6
const MAXIMUM_ITEMS = 50
const MAXIMUM_TEXT = 2_000

/** Field names whose value is secret or personal; compared without case, `-`, `_` and spaces. */
const PRIVATE_NAMES = new Set([
  ...['c', 'u', 't', 'k', 'ticket', 'code', 'username', 'user', 'password', 'email', 'phone', 'phonenumber'],
  ...['login', 'envelope', 'receipt', 'confirmationcode', 'verificationcode', 'otp', 'pin', 'pass', 'pwd'],
  ...['authorization', 'cookie', 'setcookie', 'session', 'encodeddata', 'usercontextdata', 'clientmetadata'],
  ...['databaseurl', 'redisurl', 'connectionstring', 'formdata', 'body', 'destination', 'ipaddress'],
])

/** Endings that make any name private: `newPassword`, `CLIENT_SECRET`, `id-token`. */
const PRIVATE_ENDINGS =
  /(?:passwords?|passwd|secrets?|secrethash|tokens?|usernames?|apikey|privatekey|credentials?)$/

function isPrivate(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  return PRIVATE_NAMES.has(plain) || PRIVATE_ENDINGS.test(plain)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** Keeps a parameter's name if it is an ordinary word, but never its value. */
function redactParameters(query: string): string {
  return query
    .split(/[&;]/)
    .map((pair) => {
      const name = decoded(pair.split('=', 1)[0] ?? '')
      return /^[\w.-]{1,24}$/.test(name) && pair.includes('=') ? `${name}=${REDACTED}` : REDACTED
    })
    .join('&')
}

/** From the first `?`, `#` or an encoded `?` of a word to its end: an address's query, whoever encoded it. */
const QUERIES = /(\?|#(?=[^\s]*=)|%(?:25)*3f|%(?:25)*23(?=[^\s]*(?:=|%(?:25)*3d)))([^\s"'<>`\\]+)/gi
const USER_INFO = /(\w:\/\/)[^\s/@"']*@/g
const MAIL_ADDRESSES = /[^\s@<>"'=&?,;:()[\]]+(?:@|%40)[^\s@<>"'=&?,;:()[\]]+\.[\p{L}\d-]{2,}/giu
/** `name=value`, `"name": "value"` and the same inside a JSON string, where the quotes are escaped. */
const PAIRS =
  /(\\*["']?)([\w.-]{1,40})\1(\s{0,3}[=:]\s{0,3})(\\+"(?:(?!\\+")[^\n])*|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[^\s&,;}\])]+)/g
const SCHEMES = /\b(bearer|basic)\s+[\w.~+/=-]+/gi
/** Six to eight digits on their own look like a code; inside identifiers, times and decimals they don't. */
const LONE_CODES = /(?<![\w.:-])\d{3}[ -]?\d{3}\d{0,2}(?![\w:-]|\.\d)/g

/**
 * Removes codes, passwords, secrets and user names from a text: every value of a query string or fragment,
 * `name=value` and `"name": "value"` pairs with a private name, mail addresses, credentials in addresses,
 * and lone groups of six to eight digits. It prefers to remove too much.
 */
export function redactText(text: string): string {
  const short = text.length > MAXIMUM_TEXT ? `${text.slice(0, MAXIMUM_TEXT)}…` : text
  return short
    .replace(USER_INFO, `$1${REDACTED}@`)
    .replace(QUERIES, (_, mark: string, query: string) => `${mark}${redactParameters(query)}`)
    .replace(SCHEMES, `$1 ${REDACTED}`)
    .replace(PAIRS, (pair, quote: string, name: string, between: string) =>
      isPrivate(name) ? `${quote}${name}${quote}${between}${REDACTED}` : pair,
    )
    .replace(MAIL_ADDRESSES, REDACTED)
    .replace(LONE_CODES, REDACTED)
}

/** A failed statement's message ends with every value that it was given. */
const PARAMETERS = /(?<=^params: )[\s\S]+$/m

function redactError(error: Error, depth: number, seen: Set<object>): Record<string, unknown> {
  const errorCode = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  // The stack repeats the message; only the places are kept.
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    error: error.name,
    message: redactText(error.message.replace(PARAMETERS, REDACTED)),
    ...(errorCode && /^[\w.-]{1,40}$/.test(errorCode) ? { errorCode } : {}),
    ...(frames?.length ? { at: frames.slice(0, 8).map((line) => redactText(line.trim())) } : {}),
    ...(error.cause === undefined ? {} : { cause: redactValue(error.cause, depth + 1, seen) }),
  }
}

function entriesOf(value: object): Iterable<[unknown, unknown]> {
  if (value instanceof Map || value instanceof URLSearchParams) return value.entries()
  if (value instanceof Headers || value instanceof FormData) return value.entries()
  return Object.keys(value).map((key): [string, unknown] => {
    try {
      return [key, Reflect.get(value, key)]
    } catch {
      return [key, '[unreadable]']
    }
  })
}

function redactObject(value: object, depth: number, seen: Set<object>): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof URL) return redactText(value.href)
  if (value instanceof Error) return redactError(value, depth, seen)
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`
  if (Array.isArray(value) || value instanceof Set) {
    return [...value].slice(0, MAXIMUM_ITEMS).map((item) => redactValue(item, depth + 1, seen))
  }
  const kept: [string, unknown][] = []
  for (const [key, item] of entriesOf(value)) {
    if (kept.length === MAXIMUM_ITEMS) break
    const name = String(key)
    kept.push([redactText(name), isPrivate(name) ? REDACTED : redactValue(item, depth + 1, seen)])
  }
  return Object.fromEntries(kept)
}

function redactValue(value: unknown, depth: number, seen: Set<object>): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`
  if (typeof value !== 'object' || value === null) return value
  if (seen.has(value)) return '[circular]'
  if (depth >= MAXIMUM_DEPTH) return '[deep]'
  seen.add(value)
  const result = redactObject(value, depth, seen)
  seen.delete(value)
  return result
}

/**
 * A copy of a value that may leave the process in a log or an error report: private fields by name are
 * removed at every depth, texts go through `redactText`, bytes become their count. Never throws.
 */
export function redact(value: unknown): unknown {
  return redactValue(value, 0, new Set())
}
