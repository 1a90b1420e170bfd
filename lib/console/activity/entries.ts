import 'server-only'
import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/connection'
import { adminPeople, audit, tenants } from '../../db/schema'
import { conditionsOf, isBehind, isIn, isWithin, type Place, type Reach } from './conditions'
import { type ActivityFilter, timesOf } from './filter'
import { ALL_TIME, type TimeWindow, timeWindows } from './time-windows'

export const PAGE = 50

/** One row of the audit log with the names that it only refers to. */
export type Entry = {
  readonly id: number
  readonly at: Date
  readonly event: string
  readonly outcome: string | null
  readonly tenantId: string | null
  /** Null where it is about none, or the tenant was deleted. */
  readonly tenant: { readonly slug: string; readonly name: string } | null
  /** The person of the console who did it. */
  readonly person: string | null
  /** Stands for somebody who resets, or who was looked up. */
  readonly tag: string | null
  readonly network: string | null
  readonly supportCode: string | null
  readonly requestId: string | null
  /** The trace of its request, as in the log. */
  readonly traceId: string | null
  readonly brandRevision: string | null
  readonly locale: string | null
  readonly flow: string | null
  readonly details: unknown
}

/** Entries as the console shows them; what a list is of comes behind it. */
export const selectEntries = (database: Database) =>
  database
    .select({
      id: audit.id,
      at: audit.at,
      event: audit.event,
      outcome: audit.outcome,
      tenantId: audit.tenantId,
      tenant: { slug: tenants.slug, name: tenants.name },
      person: adminPeople.name,
      tag: audit.usernameTag,
      network: audit.address,
      supportCode: audit.supportCode,
      requestId: audit.cognitoRequestId,
      traceId: audit.traceId,
      brandRevision: audit.brandRevision,
      locale: audit.locale,
      flow: audit.flow,
      details: audit.details,
    })
    .from(audit)
    .leftJoin(tenants, eq(tenants.id, audit.tenantId))
    .leftJoin(adminPeople, eq(adminPeople.subject, sql`${audit.details} ->> 'by'`))

async function placeOf(database: Database, id: number): Promise<Place | null> {
  const [found] = await database
    .select({ at: audit.at, exactly: sql<string>`${audit.at}::text` })
    .from(audit)
    .where(eq(audit.id, id))
  return found ? { id, ...found } : null
}

/** An index leads to a few entries of all time; anything else is looked for from the newest back. */
const isDirect = ({ lookUp, person }: ActivityFilter) =>
  person !== null || (lookUp !== null && lookUp.kind !== 'network')

/** Until when a page may hold entries: its first is just behind the last of the page before. */
const endOf = (to: Date | null, behind: Place | null) =>
  behind === null ? to : new Date(behind.at.getTime() + 1)

/**
 * A page of what a filter lets through of what somebody may see, the newest first.
 *
 * @param also what else an entry of a stretch of time has to hold to
 */
export async function readPage(
  database: Database,
  filter: ActivityFilter,
  { reach, most, now }: { reach: Reach; most: number; now: Date },
  also: (window: TimeWindow) => SQL | undefined = () => undefined,
): Promise<{ entries: Entry[]; next: number | null }> {
  const behind = filter.before === null ? null : await placeOf(database, filter.before)
  if (reach?.length === 0 || (filter.before !== null && behind === null)) return { entries: [], next: null }
  const { from, to } = timesOf(filter, now)
  const windows = isDirect(filter) ? [ALL_TIME] : timeWindows({ from, to: endOf(to, behind) }, now)
  const condition = and(
    isWithin(reach),
    conditionsOf(audit, filter, now),
    behind === null ? undefined : isBehind(behind),
  )
  const rows: Entry[] = []
  for (const window of windows) {
    const found = await selectEntries(database)
      .where(and(condition, isIn(audit, window), also(window)))
      .orderBy(desc(audit.at), desc(audit.id))
      .limit(most + 1 - rows.length)
    rows.push(...found)
    if (rows.length > most) break
  }
  const entries = rows.slice(0, most)
  return { entries, next: rows.length > most ? (entries.at(-1)?.id ?? null) : null }
}

/**
 * What a filter lets through of what somebody may see, the newest first.
 *
 * @param most how many are read at once
 * @returns also behind which entry the next page begins; null where this is the last
 */
export function listEntries(
  database: Database,
  filter: ActivityFilter,
  reach: Reach,
  most = PAGE,
): Promise<{ entries: Entry[]; next: number | null }> {
  return readPage(database, filter, { reach, most, now: new Date() })
}

/** One entry, if somebody may see it. */
export async function findEntry(database: Database, id: number, reach: Reach): Promise<Entry | null> {
  const [entry] = await selectEntries(database).where(and(eq(audit.id, id), isWithin(reach)))
  return entry ?? null
}
