import { isKnownToIntl } from './known-to-intl'
import { latinDigits } from './latin-digits'

/** A whole number of minutes, hours or days in words: `12 minutes`, `12分`. Needs no time zone, which a server doesn't know. */
export function inWords(count: number, unit: 'minute' | 'hour' | 'day', locale: string): string {
  const text = new Intl.NumberFormat(latinDigits(locale), {
    style: 'unit',
    unit,
    unitDisplay: 'long',
  }).format(count)
  // The locale data has a space here, which nobody writes next to these characters.
  return text.replace(/ (?=\p{sc=Han})/u, '')
}

const HOUR = 60
const DAY = 24 * HOUR

/** How long something lives, in the largest unit that makes it a whole number: `45 minutes`, `24 hours`, `30 days`. */
export function lifeInWords(minutes: number, locale: string): string {
  if (minutes > DAY && minutes % DAY === 0) return inWords(minutes / DAY, 'day', locale)
  if (minutes % HOUR === 0) return inWords(minutes / HOUR, 'hour', locale)
  return inWords(minutes, 'minute', locale)
}

const LONGEST_CLOCK_SECONDS = 60

/**
 * How long a wait is: `0:42`; above a minute whole minutes in words, where this engine has words of the language.
 *
 * @param seconds whole ones
 */
export function waitInWords(seconds: number, locale: string): string {
  if (seconds > LONGEST_CLOCK_SECONDS && isKnownToIntl(locale))
    return inWords(Math.ceil(seconds / 60), 'minute', locale)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
