import { say } from './words/generated/common'

/**
 * How the console writes a time. Put together by hand: the tables of a server and of a browser differ in spaces and
 * abbreviations, and a page must not change while it wakes up. In UTC, so that everybody reads the same.
 */

export type TimeStyle = {
  /** Twelve hours with am and pm, where the reader's locale has them. */
  readonly isTwelveHours: boolean
  /** `Nov 25, 2026`, as Americans write English, and not `25 Nov 2026`. */
  readonly isMonthFirst: boolean
}

/** `clock` is the time of day alone. */
export type Precision = 'day' | 'minute' | 'second' | 'clock'

export const PLAIN_TIMES: TimeStyle = { isTwelveHours: false, isMonthFirst: false }

const FIRST_TAG = /^\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})\s*(?:[,;]|$)/

/** The style of the first language that a browser asks for (`Accept-Language`); 24 hours and the day first by default. */
export function timeStyleOf(acceptLanguage: string | null): TimeStyle {
  const tag = FIRST_TAG.exec(acceptLanguage ?? '')?.[1]
  if (tag === undefined) return PLAIN_TIMES
  try {
    const order = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short' })
    const { hour12, locale } = new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions()
    const first = order.formatToParts(0).find(({ type }) => type === 'day' || type === 'month')
    // The words are English: another language's order would read as a mistake.
    const isEnglish = new Intl.Locale(locale).language === 'en'
    return { isTwelveHours: hour12 ?? false, isMonthFirst: isEnglish && first?.type === 'month' }
  } catch {
    return PLAIN_TIMES
  }
}

const two = (count: number) => String(count).padStart(2, '0')

function clockOf(at: Date, isTwelveHours: boolean, withSeconds: boolean): string {
  const hours = at.getUTCHours()
  const rest = `:${two(at.getUTCMinutes())}${withSeconds ? `:${two(at.getUTCSeconds())}` : ''}`
  if (!isTwelveHours) return `${two(hours)}${rest}`
  return `${hours % 12 === 0 ? 12 : hours % 12}${rest} ${say(hours < 12 ? 'common.am' : 'common.pm')}`
}

const monthOf = (at: Date) => say.find('common.months', String(at.getUTCMonth() + 1)) ?? ''

/** For an axis, whose chart says the zone: `25 Nov`, or `07:14`. */
export function axisText(at: Date, style: TimeStyle, unit: 'day' | 'hour'): string {
  if (unit === 'hour') return clockOf(at, style.isTwelveHours, false)
  return style.isMonthFirst ? `${monthOf(at)} ${at.getUTCDate()}` : `${at.getUTCDate()} ${monthOf(at)}`
}

/** A time in words, with its zone: `25 Nov 2026, 07:14 UTC`. A day alone has none. */
export function timeText(at: Date, style: TimeStyle, precision: Precision = 'minute'): string {
  const between = style.isMonthFirst ? ', ' : ' '
  const day = `${axisText(at, style, 'day')}${between}${at.getUTCFullYear()}`
  if (precision === 'day') return day
  const clock = `${clockOf(at, style.isTwelveHours, precision === 'second')} UTC`
  return precision === 'clock' ? clock : `${day}, ${clock}`
}
