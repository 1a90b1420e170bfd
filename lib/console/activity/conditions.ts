import 'server-only'
import { and, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { eventsOf } from '../../audit/events'
import { audit } from '../../db/schema'
import { type ActivityFilter, type LookUp, timesOf } from './filter'
import type { TimeWindow } from './time-windows'

/** The ids of the tenants whose entries somebody may see; null for everything, tenants or not: operators only. */
export type Reach = readonly string[] | null

/** The audit log, or an alias of it. */
type Log = Readonly<Record<Exclude<keyof typeof audit.$inferSelect, 'details'>, AnyPgColumn>>

const isFound = (log: Log, lookUp: LookUp): SQL | undefined => {
  const columns = {
    'support-code': log.supportCode,
    request: log.cognitoRequestId,
    network: log.address,
  } as const
  return lookUp.kind === 'unreadable' ? sql`false` : eq(columns[lookUp.kind], lookUp.value)
}

export const isWithin = (reach: Reach): SQL | undefined => {
  if (reach === null) return undefined
  const [only, ...others] = reach
  if (only === undefined) return sql`false`
  return others.length === 0 ? eq(audit.tenantId, only) : inArray(audit.tenantId, [...reach])
}

/** An entry's place in the order of a list. The database's text of its time is more exact than a `Date`. */
export type Place = { readonly id: number; readonly at: Date; readonly exactly: string }

export const isBehind = ({ id, exactly }: Place): SQL =>
  sql`(${audit.at}, ${audit.id}) < (${exactly}::timestamptz, ${id})`

export const isIn = (log: Log, { from, to }: TimeWindow): SQL | undefined =>
  and(from === null ? undefined : gte(log.at, from), to === null ? undefined : lt(log.at, to))

/** A step of a reset, not an event of the console. */
export const isStep = (log: Log): SQL => sql`(${log.event} like 'forgot.%' or ${log.event} like 'confirm.%')`

/** What a filter lets through, wherever in the list it is and whosever it is. */
export function conditionsOf(log: Log, filter: ActivityFilter, now: Date): SQL | undefined {
  const { view, lookUp, person, outcomes, groups } = filter
  const isOfConsole = view === 'console'
  return and(
    // Word for word as the partial index has it, which would not be used otherwise.
    isOfConsole ? sql`${log.event} not like 'forgot.%' and ${log.event} not like 'confirm.%'` : isStep(log),
    lookUp === null ? undefined : isFound(log, lookUp),
    person === null ? undefined : eq(log.usernameTag, person),
    isOfConsole || outcomes.length === 0 ? undefined : inArray(log.outcome, [...outcomes]),
    !isOfConsole || groups.length === 0 ? undefined : inArray(log.event, groups.flatMap(eventsOf)),
    isIn(log, timesOf(filter, now)),
  )
}
