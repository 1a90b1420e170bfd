import 'server-only'
import { createHash } from 'node:crypto'
import { get as getHttp } from 'node:http'
import { get as getHttps } from 'node:https'

/** Five of the forty hexadecimal digits of a SHA-1 are sent; each such range holds about a thousand passwords. */
const PREFIX_LENGTH = 5
/** A range with padding has at most about 1,500 lines of 45 bytes; more than this is not one. */
const MAXIMUM_BYTES = 262_144
const LINE = /^([0-9A-F]{35}):(\d{1,12})$/i

/** `late`, `refused`, `unreadable` and `unreachable`: nobody can tell whether the password is known. */
export type BreachLookUp = 'known' | 'not-known' | 'late' | 'refused' | 'unreadable' | 'unreachable'

/** Whether a range names the rest of a hash. Lines with a count of 0 are padding. Null where it isn't a range. */
function isInRange(text: string, rest: string): boolean | null {
  const lines = text.split(/\r?\n/).filter((line) => line !== '')
  const read = lines.map((line) => LINE.exec(line))
  if (read.length === 0 || read.includes(null)) return null
  return read.some((line) => line?.[1]?.toUpperCase() === rest && Number(line[2]) > 0)
}

/** A range as text; null where it is too long. Rejects where no whole answer came. */
function getRange(address: URL, signal: AbortSignal): Promise<{ status: number; text: string | null }> {
  // Not `fetch`: Next's own would keep a trace of the address, and with it the prefix.
  const get = address.protocol === 'https:' ? getHttps : getHttp
  const headers = { 'Add-Padding': 'true', 'User-Agent': 'rekey', Accept: 'text/plain' }
  return new Promise((resolve, reject) => {
    const request = get(address, { headers, signal }, (response) => {
      const parts: Buffer[] = []
      let bytes = 0
      const status = response.statusCode ?? 0
      response.on('error', reject)
      response.on('data', (part: Buffer) => {
        bytes += part.length
        parts.push(part)
        if (bytes <= MAXIMUM_BYTES) return
        resolve({ status, text: null })
        request.destroy()
      })
      response.on('end', () => resolve({ status, text: Buffer.concat(parts).toString('latin1') }))
    })
    request.on('error', reject)
  })
}

/**
 * Asks whether a password is known from breaches, by k-anonymity: only the first five digits of its SHA-1 are sent, and
 * the answer is padded so that its length says nothing either (https://haveibeenpwned.com/API/v3#PwnedPasswords). Never
 * throws.
 *
 * @param ranges the address that a prefix is added to, ending in a slash
 * @param limitMs how long everything may take, in milliseconds
 */
export async function lookUpBreach(ranges: string, password: string, limitMs: number): Promise<BreachLookUp> {
  const hash = createHash('sha1').update(password, 'utf8').digest('hex').toUpperCase()
  const signal = AbortSignal.timeout(limitMs)
  try {
    const { status, text } = await getRange(new URL(hash.slice(0, PREFIX_LENGTH), ranges), signal)
    if (status !== 200) return 'refused'
    const isKnown = text === null ? null : isInRange(text, hash.slice(PREFIX_LENGTH))
    if (isKnown === null) return 'unreadable'
    return isKnown ? 'known' : 'not-known'
  } catch {
    return signal.aborted ? 'late' : 'unreachable'
  }
}
