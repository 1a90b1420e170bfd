import 'server-only'
import { and, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { eventsOf } from '../../audit/events'
import type { Database } from '../../db/connection'
import { adminPeople, audit, tenants } from '../../db/schema'
import { type ActivityFilter, type LookUp, timesOf } from './filter'

export const PAGE = 50

/** The ids of the tenants whose entries somebody may see; null for everything, tenants or not: operators only. */
export type Reach = readonly string[] | null

/** One row of the audit log with the names that it only refers to. */
export type Entry = {
  readonly id: number
  readonly at: Date
  readonly event: string
  readonly outcome: string | null
  /** Null where it is about none, or the tenant was deleted. */
  readonly tenant: { readonly slug: string; readonly name: string } | null
  /** The person of the console who did it. */
  readonly person: string | null
  /** Stands for somebody who resets, or who was looked up. */
  readonly tag: string | null
  readonly network: string | null
  readonly supportCode: string | null
  readonly requestId: string | null
  readonly brandRevision: string | null
  readonly locale: string | null
  readonly flow: string | null
  readonly details: unknown
}

/** Word for word as the partial index has it, which would not be used otherwise. */
const OF_CONSOLE = sql`${audit.event} not like 'forgot.%' and ${audit.event} not like 'confirm.%'`
const OF_RESETS = sql`(${audit.event} like 'forgot.%' or ${audit.event} like 'confirm.%')`

const columns = {
  'support-code': audit.supportCode,
  request: audit.cognitoRequestId,
  network: audit.address,
} as const

const isFound = (lookUp: LookUp): SQL | undefined =>
  lookUp.kind === 'unreadable' ? sql`false` : eq(columns[lookUp.kind], lookUp.value)

const isWithin = (reach: Reach): SQL | undefined => {
  if (reach === null) return undefined
  const [only, ...others] = reach
  if (only === undefined) return sql`false`
  return others.length === 0 ? eq(audit.tenantId, only) : inArray(audit.tenantId, [...reach])
}

/** Behind an entry in the order of a list. Its time is read from the table, which is more exact than a `Date`. */
const isBehind = (id: number): SQL =>
  sql`(${audit.at}, ${audit.id}) < ((select last.at from ${audit} as last where last.id = ${id}), ${id})`

function conditionsOf(filter: ActivityFilter, reach: Reach, now: Date): SQL | undefined {
  const { from, to } = timesOf(filter, now)
  const { view, lookUp, person, outcomes, groups, before } = filter
  return and(
    isWithin(reach),
    view === 'console' ? OF_CONSOLE : OF_RESETS,
    lookUp === null ? undefined : isFound(lookUp),
    person === null ? undefined : eq(audit.usernameTag, person),
    view !== 'entries' || outcomes.length === 0 ? undefined : inArray(audit.outcome, [...outcomes]),
    view !== 'console' || groups.length === 0 ? undefined : inArray(audit.event, groups.flatMap(eventsOf)),
    from === null ? undefined : gte(audit.at, from),
    to === null ? undefined : lt(audit.at, to),
    before === null ? undefined : isBehind(before),
  )
}

const select = (database: Database) =>
  database
    .select({
      id: audit.id,
      at: audit.at,
      event: audit.event,
      outcome: audit.outcome,
      tenant: { slug: tenants.slug, name: tenants.name },
      person: adminPeople.name,
      tag: audit.usernameTag,
      network: audit.address,
      supportCode: audit.supportCode,
      requestId: audit.cognitoRequestId,
      brandRevision: audit.brandRevision,
      locale: audit.locale,
      flow: audit.flow,
      details: audit.details,
    })
    .from(audit)
    .leftJoin(tenants, eq(tenants.id, audit.tenantId))
    .leftJoin(adminPeople, eq(adminPeople.subject, sql`${audit.details} ->> 'by'`))

/**
 * What a filter lets through of what somebody may see, the newest first.
 *
 * @param most how many are read at once
 * @returns also behind which entry the next page begins; null where this is the last
 */
export async function listEntries(
  database: Database,
  filter: ActivityFilter,
  reach: Reach,
  most = PAGE,
): Promise<{ entries: Entry[]; next: number | null }> {
  if (reach?.length === 0) return { entries: [], next: null }
  const rows = await select(database)
    .where(conditionsOf(filter, reach, new Date()))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(most + 1)
  const entries = rows.slice(0, most)
  return { entries, next: rows.length > most ? (entries.at(-1)?.id ?? null) : null }
}

/** One entry, if somebody may see it. */
export async function findEntry(database: Database, id: number, reach: Reach): Promise<Entry | null> {
  const [entry] = await select(database).where(and(eq(audit.id, id), isWithin(reach)))
  return entry ?? null
}
