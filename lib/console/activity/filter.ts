/** What a list of activity shows, as it stands in an address. Pure; never holds a user name. */

import { readSupportCode } from '../../flows/support-code'
import { ipNetwork } from '../../platform/ip-network'
import { type GroupKey, isGroupKey, isOutcomeKey, type OutcomeKey } from './words'

/**
 * `resets`: one person's way from the ask to the new password as one. `entries`: every ask and every attempt by itself.
 * `console`: what was done in the console and by the deployment.
 */
export const VIEWS = ['resets', 'entries', 'console'] as const
export type View = (typeof VIEWS)[number]

export const RANGES = ['any', '24h', '7d', '30d', 'between'] as const
type Range = (typeof RANGES)[number]
const HOURS: Partial<Record<Range, number>> = { '24h': 24, '7d': 168, '30d': 720 }

/** What was typed into the search: one of three things that can be told apart. */
export type LookUp =
  | { readonly kind: 'support-code' | 'request' | 'network'; readonly value: string }
  /** None of them; what was typed is not kept, for it may be a name. */
  | { readonly kind: 'unreadable' }

export type ActivityFilter = {
  readonly view: View
  readonly lookUp: LookUp | null
  /** The slug of a tenant. */
  readonly tenant: string | null
  /** The tag of one person of that tenant; null without a tenant, for a tag means nothing at another. */
  readonly person: string | null
  /** For resets; none is all. */
  readonly outcomes: readonly OutcomeKey[]
  /** For the console's own events; none is all. */
  readonly groups: readonly GroupKey[]
  readonly range: Range
  /** For `between`; either may be open. Times of day are in UTC. */
  readonly from: Date | null
  readonly to: Date | null
  /** The entry behind which a page begins, the newest first. */
  readonly before: number | null
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const MAXIMUM_ID = 15
/** The shape of `usernameTag`. */
const TAG = /^[\w-]{22}$/

/** What browsers let through into an address: never an `@`, and no word without a hyphen. */
export const LOOK_UP_PATTERN = String.raw`\s*([A-Za-z0-9]{3}[\- ][A-Za-z0-9]{3}|[0-9.]{7,15}(/24)?|[0-9A-Fa-f:]+:[0-9A-Fa-f:.]*(/48)?|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})\s*`

const all = (value: Query[string]): string[] =>
  typeof value === 'string' ? [value] : value === undefined ? [] : [...value]
const one = (query: Query, name: string): string => all(query[name])[0]?.trim() ?? ''

/** A support code, a network or an address in one, or a request id of Cognito. */
export function readLookUp(typed: string): LookUp | null {
  const text = typed.trim()
  if (text === '') return null
  const code = readSupportCode(text)
  if (code !== null) return { kind: 'support-code', value: code }
  if (UUID.test(text)) return { kind: 'request', value: text.toLowerCase() }
  const network = ipNetwork(text.replace(/\/(24|48)$/, ''), 3, 3)
  return network === null ? { kind: 'unreadable' } : { kind: 'network', value: network }
}

/** A time as `<input type="datetime-local">` sends it, in UTC. */
function readTime(text: string): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) return null
  const time = new Date(`${text}Z`)
  return Number.isNaN(time.getTime()) ? null : time
}

/** Reads an address. What can't be read counts as not said, but for the search, which says so. */
export function readFilter(query: Query): ActivityFilter {
  const view = one(query, 'view')
  const range = one(query, 'range')
  const tenant = one(query, 'tenant')
  const before = one(query, 'before')
  const person = one(query, 'person')
  const isBetween = range === 'between'
  return {
    view: VIEWS.find((each) => each === view) ?? 'resets',
    lookUp: readLookUp(one(query, 'q')),
    tenant: tenant === '' ? null : tenant,
    person: tenant !== '' && TAG.test(person) ? person : null,
    outcomes: [...new Set(all(query.outcome))].filter(isOutcomeKey),
    groups: [...new Set(all(query.about))].filter(isGroupKey),
    range: RANGES.find((each) => each === range) ?? 'any',
    from: isBetween ? readTime(one(query, 'from')) : null,
    to: isBetween ? readTime(one(query, 'to')) : null,
    before: /^\d+$/.test(before) && before.length <= MAXIMUM_ID ? Number(before) : null,
  }
}

/** `readFilter` of a whole address, for routes. */
export function filterOfAddress(address: string): ActivityFilter {
  const given = new URL(address).searchParams
  return readFilter(Object.fromEntries([...given.keys()].map((name) => [name, given.getAll(name)])))
}

export const timeField = (time: Date | null): string => time?.toISOString().slice(0, 19) ?? ''

/** The query that `readFilter` reads as this filter, with what is to be different in it. */
export function queryOf(filter: ActivityFilter, changed: Partial<ActivityFilter> = {}): string {
  const wanted = { ...filter, ...changed }
  const { view, lookUp, tenant, person, outcomes, groups, range, from, to, before } = wanted
  const query = new URLSearchParams()
  if (view !== 'resets') query.set('view', view)
  if (lookUp !== null && lookUp.kind !== 'unreadable') query.set('q', lookUp.value)
  if (tenant !== null) query.set('tenant', tenant)
  if (person !== null) query.set('person', person)
  for (const outcome of outcomes) query.append('outcome', outcome)
  for (const group of groups) query.append('about', group)
  if (range !== 'any') query.set('range', range)
  if (from !== null) query.set('from', timeField(from))
  if (to !== null) query.set('to', timeField(to))
  if (before !== null) query.set('before', String(before))
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** From when until when, as of a moment; null where a side is open. */
export function timesOf(
  { range, from, to }: ActivityFilter,
  now: Date,
): { from: Date | null; to: Date | null } {
  const hours = HOURS[range]
  return hours === undefined ? { from, to } : { from: new Date(now.getTime() - hours * 3_600_000), to: null }
}
