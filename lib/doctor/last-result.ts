import 'server-only'
import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Database } from '../db/connection'
import { orNull } from '../db/optional'
import { doctorResults } from '../db/schema'
import type { Check, Verdict } from './check'
import type { Examined } from './examine'

const LIMIT_MS = 2_000

/** Who is told of a result: operators of all of it, owners of their tenant's part. */
export type ToldTo = keyof Examined

const countOf = (checks: readonly Check[], wanted: Verdict) =>
  checks.filter(({ verdict }) => verdict === wanted).length

/**
 * Keeps what the doctor said of a tenant until it is examined again. Of two at once, the later examination stays. Never
 * throws: what isn't kept was told all the same.
 */
export async function keepResult(
  database: () => Promise<Database>,
  tenantId: string,
  told: Examined,
  at: Date,
): Promise<void> {
  const rows = (['operator', 'owner'] as const).map((toldTo) => ({
    tenantId,
    toldTo,
    at,
    faults: countOf(told[toldTo], 'fault'),
    warnings: countOf(told[toldTo], 'warning'),
    checks: told[toldTo],
  }))
  const errand = {
    limitMs: LIMIT_MS,
    what: 'Keeping what the doctor said',
    event: 'doctor.not_kept',
  } as const
  await orNull(database, errand, (db) =>
    db
      .insert(doctorResults)
      .values(rows)
      .onConflictDoUpdate({
        target: [doctorResults.tenantId, doctorResults.toldTo],
        set: {
          at: sql`excluded.at`,
          faults: sql`excluded.faults`,
          warnings: sql`excluded.warnings`,
          checks: sql`excluded.checks`,
        },
        setWhere: sql`${doctorResults.at} <= excluded.at`,
      }),
  )
}

export type LastFaults = { readonly tenantId: string; readonly faults: number; readonly at: Date }

/**
 * The tenants at which the doctor last found a fault, of those that somebody may see; null for all.
 *
 * @param toldTo whether faults of the deployment count, too
 */
export async function lastFaults(
  database: Database,
  reach: readonly string[] | null,
  toldTo: ToldTo,
): Promise<LastFaults[]> {
  if (reach?.length === 0) return []
  return database
    .select({ tenantId: doctorResults.tenantId, faults: doctorResults.faults, at: doctorResults.at })
    .from(doctorResults)
    .where(
      and(
        eq(doctorResults.toldTo, toldTo),
        gt(doctorResults.faults, 0),
        reach === null ? undefined : inArray(doctorResults.tenantId, [...reach]),
      ),
    )
}
