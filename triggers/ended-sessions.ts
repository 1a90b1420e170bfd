import { isIP } from 'node:net'
import { isBrowserName, isSystemName } from '../lib/http/device-name'
import { fillIn, type RenderedMails } from '../lib/mail/rendered'

/** A session as Cognito lists it, with texts empty where it knows none. Stands in the mail to its owner and nowhere else. */
export type SeenSession = {
  readonly id: string
  /** Of a browser at the pool's own pages; else of an app. */
  readonly isBrowser: boolean
  readonly device: string
  readonly address: string
  readonly city: string
  readonly country: string
  /** ISO 8601. */
  readonly lastUsed: string | null
}

/** Names of systems that Cognito has and a `User-Agent` header hasn't. */
const OTHER_SYSTEMS: Readonly<Record<string, string>> = { iOS: 'iOS', iPadOS: 'iPadOS', 'Mac OS X': 'macOS' }

const MOST_LINES = 20
/** Names of places have no digits, so that nobody's telephone number can stand in a mail. */
const PLACE = /^[\p{L}\p{M}][\p{L}\p{M} .,'’()-]{0,99}$/u

/** A browser's or a system's name of `Chrome 125 / macOS 15.0`, without anything that could be somebody's own text. */
function deviceOf(device: string, words: RenderedMails['words']): string {
  const names = device
    .split('/')
    .map((part) => part.trim().replace(/ [\d.]+$/, ''))
    .map((name) => (Object.hasOwn(OTHER_SYSTEMS, name) ? (OTHER_SYSTEMS[name] ?? name) : name))
  const browser = names.find(isBrowserName)
  const system = names.find((name) => isSystemName(name) || Object.hasOwn(OTHER_SYSTEMS, name))
  if (browser !== undefined && system !== undefined) return fillIn(words.onSystem, { browser, system })
  return browser ?? system ?? words.unknown
}

function placeOf({ city, country, address }: SeenSession): string {
  const names = [city, country].filter((name) => PLACE.test(name) && name.toLowerCase() !== 'unknown')
  return [names.join(', '), isIP(address) === 0 ? '' : address].filter((part) => part !== '').join(' · ')
}

/**
 * A line for each device and place that a session ended on, the last used first, and below it when that was.
 *
 * @param say a time in words
 */
export function endedLines(
  sessions: readonly SeenSession[],
  { words }: Pick<RenderedMails, 'words'>,
  say: (at: Date) => string,
): string[] {
  const latest = new Map<string, string>()
  const byTime = sessions.toSorted((a, b) => (a.lastUsed ?? '').localeCompare(b.lastUsed ?? ''))
  for (const session of byTime) {
    const where = [deviceOf(session.device, words), placeOf(session)].filter((part) => part !== '')
    const line = where.join(' · ')
    // A browser and the apps that it signed in are one device.
    latest.delete(line)
    latest.set(line, session.lastUsed ?? '')
  }
  const lines = [...latest].reverse().map(([line, lastUsed]) => {
    if (lastUsed === '' || words.lastUsed === undefined) return line
    return `${line}\n${fillIn(words.lastUsed, { when: say(new Date(lastUsed)) })}`
  })
  const more = lines.length - MOST_LINES
  return more > 0 ? [...lines.slice(0, MOST_LINES), `+ ${more}`] : lines
}
