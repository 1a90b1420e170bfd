import 'server-only'
import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { isSettingKey } from '../console/words/setting-labels'
import type { Database } from '../db/connection'
import { orNull } from '../db/optional'
import { doctorResults } from '../db/schema'
import type { Verdicts } from './changes'
import { type Check, type ToldTo, VERDICTS, type Verdict } from './check'
import type { Examined } from './examine'
import { noteExamined } from './turns'

const LIMIT_MS = 2_000

const countOf = (checks: readonly Check[], wanted: Verdict) =>
  checks.filter(({ verdict }) => verdict === wanted).length

/** The stored checks' verdicts by their ids; of the result before nothing else is kept. */
const storedVerdicts = sql`(select coalesce(jsonb_object_agg(each->>'id', each->>'verdict'), '{}') from jsonb_array_elements(${doctorResults.checks}) as each)`

/**
 * Keeps what the doctor said of a tenant until it is examined again, and the verdicts of the result before. Of two at
 * once, the later examination stays. Never throws: what isn't kept was told all the same.
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
    db.transaction(async (transaction) => {
      await transaction
        .insert(doctorResults)
        .values(rows)
        .onConflictDoUpdate({
          target: [doctorResults.tenantId, doctorResults.toldTo],
          set: {
            at: sql`excluded.at`,
            faults: sql`excluded.faults`,
            warnings: sql`excluded.warnings`,
            checks: sql`excluded.checks`,
            beforeAt: sql`${doctorResults.at}`,
            beforeVerdicts: storedVerdicts,
          },
          setWhere: sql`${doctorResults.at} <= excluded.at`,
        })
      await noteExamined(transaction, tenantId)
    }),
  )
}

const StoredRemedy = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('setting'),
    setting: z.union([z.literal(['hosts', 'status']), z.string().refine(isSettingKey)]),
  }),
  z.object({ kind: z.literal('words') }),
  z.object({ kind: z.literal('command'), command: z.string() }),
])
/** Another release's remedy may be one that this one can't show; its result still stands. */
const StoredChecks = z.array(
  z
    .object({
      id: z.string(),
      verdict: z.enum(VERDICTS),
      evidence: z.string(),
      fix: z.string(),
      remedy: StoredRemedy.optional().catch(undefined),
    })
    .transform(({ remedy, ...check }): Check => ({ ...check, ...(remedy && { remedy }) })),
)
const StoredVerdicts = z.record(z.string(), z.enum(VERDICTS))

export type LastResult = {
  readonly at: Date
  readonly checks: readonly Check[]
  readonly before: { readonly at: Date; readonly verdicts: Verdicts } | null
}

/** What the doctor last said of a tenant; null where it said nothing yet, or where that can't be read (now). */
export async function lastResult(
  database: () => Promise<Database>,
  tenantId: string,
  toldTo: ToldTo,
): Promise<LastResult | null> {
  const errand = {
    limitMs: LIMIT_MS,
    what: 'Reading what the doctor said',
    event: 'doctor.not_read',
  } as const
  const rows = await orNull(database, errand, (db) =>
    db
      .select({
        at: doctorResults.at,
        checks: doctorResults.checks,
        beforeAt: doctorResults.beforeAt,
        beforeVerdicts: doctorResults.beforeVerdicts,
      })
      .from(doctorResults)
      .where(and(eq(doctorResults.tenantId, tenantId), eq(doctorResults.toldTo, toldTo))),
  )
  const row = rows?.[0]
  const checks = StoredChecks.safeParse(row?.checks)
  if (row === undefined || !checks.success) return null
  const verdicts = StoredVerdicts.safeParse(row.beforeVerdicts)
  return {
    at: row.at,
    checks: checks.data,
    before: row.beforeAt !== null && verdicts.success ? { at: row.beforeAt, verdicts: verdicts.data } : null,
  }
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
