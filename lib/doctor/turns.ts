import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../db/connection'
import { doctorResults, doctorTurns, tenants } from '../db/schema'

/** A tenant is due again after this time: a schedule by the day finds every tenant due, one by the minute only once a day. */
export const DUE_AFTER_MS = 20 * 60 * 60_000
/** …and one with faults after this: an outage of Cognito, or a fault that was mended, is not told for a day. */
export const FAULTY_DUE_AFTER_MS = 60 * 60_000

/** Others may take the same turn at the same moment; one of them gets it, and the next look no longer sees it. */
const TRIES = 5

/**
 * Takes the turn of the tenant whose last examination, or turn, is the longest ago; one that never had any comes first.
 * Whoever takes a turn has it alone: nobody else gets this tenant until it is due again, even if nothing comes of it.
 *
 * @returns the tenant's slug; null where none is due
 */
export async function takeTurn(database: Database, now: Date): Promise<string | null> {
  const before = (ms: number) => sql`${new Date(now.getTime() - ms).toISOString()}::timestamptz`
  const due = sql`case when ${doctorResults.faults} > 0 then ${before(FAULTY_DUE_AFTER_MS)} else ${before(DUE_AFTER_MS)} end`
  const lastSeen = sql`greatest(${doctorResults.at}, ${doctorTurns.takenAt})`
  const stalest = database
    .select({ id: tenants.id, slug: tenants.slug })
    .from(tenants)
    .leftJoin(doctorTurns, eq(doctorTurns.tenantId, tenants.id))
    .leftJoin(
      doctorResults,
      and(eq(doctorResults.tenantId, tenants.id), eq(doctorResults.toldTo, 'operator')),
    )
    .where(sql`coalesce(${lastSeen} < ${due}, true)`)
    .orderBy(sql`${lastSeen} asc nulls first`, tenants.id)
    .limit(1)
  for (let each = 0; each < TRIES; each += 1) {
    const [tenant] = await stalest
    if (tenant === undefined) return null
    const [taken] = await database
      .insert(doctorTurns)
      .values({ tenantId: tenant.id, takenAt: now })
      .onConflictDoUpdate({
        target: doctorTurns.tenantId,
        set: { takenAt: now },
        // Whoever was first has taken it just now; it was looked up as due.
        setWhere: sql`${doctorTurns.takenAt} < ${before(FAULTY_DUE_AFTER_MS)}`,
      })
      .returning({ tenantId: doctorTurns.tenantId })
    if (taken !== undefined) return tenant.slug
  }
  return null
}
