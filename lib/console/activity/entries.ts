import 'server-only'
import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/connection'
import { adminPeople, audit, tenants } from '../../db/schema'
import { conditionsOf, isBehind, isWithin, type Reach } from './conditions'
import type { ActivityFilter } from './filter'

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

/** A page of the entries that hold to a condition, of those that somebody may see, the newest first. */
export async function readPage(
  database: Database,
  condition: SQL | undefined,
  { reach, before, most }: { reach: Reach; before: number | null; most: number },
): Promise<{ entries: Entry[]; next: number | null }> {
  if (reach?.length === 0) return { entries: [], next: null }
  const rows = await selectEntries(database)
    .where(and(isWithin(reach), condition, before === null ? undefined : isBehind(before)))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(most + 1)
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
  return readPage(database, conditionsOf(audit, filter, new Date()), { reach, before: filter.before, most })
}

/** One entry, if somebody may see it. */
export async function findEntry(database: Database, id: number, reach: Reach): Promise<Entry | null> {
  const [entry] = await selectEntries(database).where(and(eq(audit.id, id), isWithin(reach)))
  return entry ?? null
}
