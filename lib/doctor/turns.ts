import 'server-only'
import { and, eq, lt, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
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
 * Whoever takes a turn has it alone: nobody else gets this tenant until it is due again, even if nothing comes of it. Reads a
 * few rows, however many tenants there are.
 *
 * @returns the tenant's slug; null where none is due
 */
export async function takeTurn(database: Database, now: Date): Promise<string | null> {
  const before = (ms: number) => new Date(now.getTime() - ms)
  // By their names alone: the columns of a union have no table.
  const order = sql`taken_at, tenant_id`
  const stalestOf = (hasFaults: boolean, dueAfterMs: number) =>
    database
      .select({ takenAt: doctorTurns.takenAt, tenantId: doctorTurns.tenantId })
      .from(doctorTurns)
      .where(and(eq(doctorTurns.hasFaults, hasFaults), lt(doctorTurns.takenAt, before(dueAfterMs))))
      .orderBy(order)
      .limit(1)
  for (let each = 0; each < TRIES; each += 1) {
    const [turn] = await unionAll(stalestOf(false, DUE_AFTER_MS), stalestOf(true, FAULTY_DUE_AFTER_MS))
      .orderBy(order)
      .limit(1)
    if (turn === undefined) return null
    const [taken] = await database
      .update(doctorTurns)
      .set({ takenAt: now })
      .from(tenants)
      .where(
        and(
          eq(tenants.id, doctorTurns.tenantId),
          eq(doctorTurns.tenantId, turn.tenantId),
          // Whoever was first has taken it just now; it was looked up as due.
          lt(doctorTurns.takenAt, before(FAULTY_DUE_AFTER_MS)),
        ),
      )
      .returning({ slug: tenants.slug })
    if (taken !== undefined) return taken.slug
  }
  return null
}

/** Notes what was just kept of an examination in the tenant's turn: whoever examined it, it is not due for a while. */
export async function noteExamined(database: Database, tenantId: string): Promise<void> {
  const kept = database
    .select({
      tenantId: doctorResults.tenantId,
      takenAt: sql`${doctorResults.at}`.as('taken_at'),
      hasFaults: sql`${doctorResults.faults} > 0`.as('has_faults'),
    })
    .from(doctorResults)
    .where(and(eq(doctorResults.tenantId, tenantId), eq(doctorResults.toldTo, 'operator')))
  await database
    .insert(doctorTurns)
    .select(kept)
    .onConflictDoUpdate({
      target: doctorTurns.tenantId,
      set: {
        takenAt: sql`greatest(${doctorTurns.takenAt}, excluded.taken_at)`,
        hasFaults: sql`excluded.has_faults`,
      },
    })
}
