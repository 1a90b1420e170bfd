import 'server-only'
import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import { type AuditGroup, eventsOf } from '../audit/events'
import type { Database } from '../db/connection'
import { adminPeople, audit, tenants } from '../db/schema'

export const ACTIVITY_KINDS = {
  all: 'Everything',
  reset: 'Resets',
  brand: 'Brand',
  tenant: 'Tenants and hosts',
  access: 'Access',
} as const satisfies Partial<Record<'all' | AuditGroup, string>>
export type ActivityKind = keyof typeof ACTIVITY_KINDS

const PAGE = 50

export type ActivityEntry = {
  id: number
  at: Date
  event: string
  outcome: string | null
  tenant: string | null
  /** A person of the console, or the tag of somebody who resets. */
  who: string | null
  network: string | null
  supportCode: string | null
}

/** The audit log in readable form, newest first. `tenantIds` null means everything, for operators only. */
export async function activity(
  database: Database,
  {
    tenantIds,
    kind,
    before,
  }: { tenantIds: readonly string[] | null; kind: ActivityKind; before: number | null },
): Promise<{ entries: ActivityEntry[]; nextBefore: number | null }> {
  if (tenantIds?.length === 0) return { entries: [], nextBefore: null }
  const by = sql<string | null>`${audit.details} ->> 'by'`
  const rows = await database
    .select({
      id: audit.id,
      at: audit.at,
      event: audit.event,
      outcome: audit.outcome,
      tenant: tenants.name,
      person: adminPeople.name,
      tag: audit.usernameTag,
      network: audit.address,
      supportCode: audit.supportCode,
    })
    .from(audit)
    .leftJoin(tenants, eq(tenants.id, audit.tenantId))
    .leftJoin(adminPeople, eq(adminPeople.subject, by))
    .where(
      and(
        tenantIds === null ? undefined : inArray(audit.tenantId, [...tenantIds]),
        before === null ? undefined : lt(audit.id, before),
        kind === 'all' ? undefined : inArray(audit.event, eventsOf(kind)),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(PAGE + 1)
  const entries = rows.slice(0, PAGE).map(({ person, tag, ...row }) => ({
    ...row,
    who: person ?? (tag === null ? null : `user ${tag.slice(0, 6)}`),
  }))
  return { entries, nextBefore: rows.length > PAGE ? (entries.at(-1)?.id ?? null) : null }
}

export type DayNumbers = { asked: number; changed: number; unknown: number; refused: number }

/** What happened at one tenant within the last 24 hours. */
export async function lastDay(database: Database, tenantId: string): Promise<DayNumbers> {
  const count = (condition: ReturnType<typeof sql>) =>
    sql<number>`count(*) filter (where ${condition})`.mapWith(Number)
  const [row] = await database
    .select({
      asked: count(sql`${audit.event} = 'forgot.requested'`),
      changed: count(sql`${audit.event} = 'confirm.done'`),
      unknown: count(sql`${audit.event} = 'confirm.in_doubt'`),
      refused: count(
        sql`${audit.event} like 'confirm.%' and ${audit.event} not in ('confirm.done', 'confirm.in_doubt')`,
      ),
    })
    .from(audit)
    .where(and(eq(audit.tenantId, tenantId), sql`${audit.at} > now() - interval '24 hours'`))
  return row ?? { asked: 0, changed: 0, unknown: 0, refused: 0 }
}
