/** What the overview says of resets: pure, from counts by the hour. */

import { LINK_OPENED } from '../../link-kinds'
import { HOUR_MS } from '../../platform/hours'
import { say } from '../words/generated/overview'
import type { OutcomeKey } from './words'

export const SPANS = ['24h', '7d', '30d'] as const
export type Span = (typeof SPANS)[number]
const DAY_MS = 24 * HOUR_MS

/** How many bars a span has, and how long each stands for. */
const bars: Record<Span, { readonly count: number; readonly eachMs: number }> = {
  '24h': { count: 24, eachMs: HOUR_MS },
  '7d': { count: 7, eachMs: DAY_MS },
  '30d': { count: 30, eachMs: DAY_MS },
}

/** How many entries of one event and outcome an hour had, or the day that begins with it. */
export type HourCount = {
  readonly hour: Date
  readonly event: string
  /** Empty where there is none. */
  readonly outcome: string
  readonly count: number
}

/** What a bar is stacked of, from below. */
export const SERIES = ['done', 'asked', 'refused', 'trouble'] as const
export type SeriesKey = (typeof SERIES)[number]

const troubles = new Set<string>([
  'unknown',
  'blocked',
  'misconfigured',
  'unavailable',
] satisfies OutcomeKey[])

/** How passwords are counted by the time since their mail. */
const TOOK = 'reset.took'
/** The upper ends of those times in seconds, as the trigger of the audit log has them. */
export const TOOK_SECONDS = [
  15, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 2700, 3600,
] as const

/** A step by itself: a notice about a refusal is none, the ask before it is counted. */
const isStep = ({ event }: HourCount) =>
  event !== 'forgot.explained' && (event.startsWith('forgot.') || event.startsWith('confirm.'))

const seriesOf = ({ event, outcome }: HourCount): SeriesKey => {
  if (event === 'confirm.done') return 'done'
  if (troubles.has(outcome)) return 'trouble'
  return event === 'forgot.requested' && outcome === 'sent' ? 'asked' : 'refused'
}

export type Bar = { readonly from: Date } & Readonly<Record<SeriesKey, number>>

/** What the counts of a span have to be told apart by. */
export const unitOf = (span: Span): 'hour' | 'day' => (bars[span].eachMs === HOUR_MS ? 'hour' : 'day')

/** From when on a span counts: whole hours of a day, whole days in UTC of a week or a month; the last is not over. */
export function startOf(span: Span, now: Date): Date {
  const { count, eachMs } = bars[span]
  return new Date(Math.floor(now.getTime() / eachMs) * eachMs - (count - 1) * eachMs)
}

/** The bars of a span, those without anything too. Counts from outside of it are left out. */
export function barsOf(counts: readonly HourCount[], span: Span, now: Date): Bar[] {
  const { count, eachMs } = bars[span]
  const start = startOf(span, now).getTime()
  const made = Array.from({ length: count }, (_, place) => ({
    from: new Date(start + place * eachMs),
    done: 0,
    asked: 0,
    refused: 0,
    trouble: 0,
  }))
  for (const each of counts.filter(isStep)) {
    const bar = made[Math.floor((each.hour.getTime() - start) / eachMs)]
    if (bar !== undefined) bar[seriesOf(each)] += each.count
  }
  return made
}

export type Figures = {
  /** Asks that were put to Cognito or tried to be; those held back are not among them. */
  readonly asked: number
  /** How often a sealed link that still worked was opened, by whomever or whatever. */
  readonly opened: number
  readonly tried: number
  readonly done: number
  /** Half of the passwords were changed within so many seconds of their mail; null where none was timed. */
  readonly medianSeconds: number | null
  /** Of asks and tries alike, by outcome. */
  readonly outcomes: Readonly<Partial<Record<string, number>>>
}

/** Between the ends of the range in which the middle one lies, as if those in it were spread evenly. */
function medianOf(counts: readonly HourCount[]): number | null {
  const timed = TOOK_SECONDS.map((end, place) => ({
    from: TOOK_SECONDS[place - 1] ?? 0,
    end,
    count: counts
      .filter(({ event, outcome }) => event === TOOK && outcome === String(end))
      .reduce((total, { count }) => total + count, 0),
  }))
  let left = timed.reduce((total, { count }) => total + count, 0) / 2
  if (left === 0) return null
  for (const { from, end, count } of timed) {
    if (left <= count) return Math.round(from + ((end - from) * left) / count)
    left -= count
  }
  return null
}

/** The sums of a span. */
export function figuresOf(counts: readonly HourCount[]): Figures {
  const sum = (isMeant: (count: HourCount) => boolean) =>
    counts.filter(isMeant).reduce((total, { count }) => total + count, 0)
  const outcomes: Record<string, number> = {}
  for (const { outcome, count } of counts.filter(isStep)) {
    if (outcome === '') continue
    outcomes[outcome] = (outcomes[outcome] ?? 0) + count
  }
  return {
    asked: sum(({ event }) => event === 'forgot.requested'),
    opened: sum(({ event }) => event === LINK_OPENED),
    tried: sum(({ event }) => event.startsWith('confirm.')),
    done: sum(({ event }) => event === 'confirm.done'),
    medianSeconds: medianOf(counts),
    outcomes,
  }
}

/** Fewer people than this are not shown as a group. */
export const FEWEST_OF_A_PROVIDER = 10

export type ProviderFigures = { readonly provider: string; readonly asked: number; readonly done: number }

/** Asks and new passwords by who keeps the mailbox, the most first; those with few are added to the rest, `other`. */
export function providersOf(counts: readonly HourCount[]): ProviderFigures[] {
  const sums = new Map<string, { asked: number; done: number }>()
  for (const { event, outcome, count } of counts) {
    if (event !== 'mailbox.asked' && event !== 'mailbox.done') continue
    const sum = sums.get(outcome) ?? { asked: 0, done: 0 }
    sum[event === 'mailbox.asked' ? 'asked' : 'done'] += count
    sums.set(outcome, sum)
  }
  const rest = { provider: 'other', asked: 0, done: 0 }
  const shown: ProviderFigures[] = []
  for (const [provider, sum] of sums) {
    if (provider !== 'other' && sum.asked >= FEWEST_OF_A_PROVIDER) shown.push({ provider, ...sum })
    else {
      rest.asked += sum.asked
      rest.done += sum.done
    }
  }
  shown.sort((a, b) => b.asked - a.asked)
  // By itself the rest would say of the others what is not said of them.
  return rest.asked >= FEWEST_OF_A_PROVIDER ? [...shown, rest] : shown
}

/** `about 2 min`, as exactly as the ranges of times let it be said. */
export function durationInWords(seconds: number): string {
  return seconds < 90
    ? say('overview.duration.seconds', { seconds })
    : say('overview.duration.minutes', { minutes: Math.round(seconds / 60) })
}

/** `62 %`; a dash where there is nothing to compare with. More than there were is no share. */
export function share(part: number, whole: number): string {
  if (whole === 0) return '–'
  const percent = (100 * part) / whole
  return percent > 0 && percent < 1 ? '< 1 %' : `${Math.round(percent)} %`
}
