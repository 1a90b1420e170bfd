import 'server-only'
import { and, count, eq, gte, inArray, sql } from 'drizzle-orm'
import { isAtLeast, isOperator, roleAt, slugsOf } from '../console/auth/roles'
import type { Database } from '../db/connection'
import { doctorResults, tenants } from '../db/schema'

/**
 * At how many tenants the doctor last found a fault, of those whose checks somebody may see. One count by an index that
 * holds nothing else.
 */
export async function countFaulty(database: Database, groups: readonly string[]): Promise<number> {
  const counted = database.select({ faulty: count() }).from(doctorResults)
  // As the index has it, word for word: with a parameter a prepared plan could not use it.
  const isFaulty = sql`${doctorResults.faults} > 0`
  if (isOperator(groups)) {
    const [row] = await counted.where(and(eq(doctorResults.toldTo, 'operator'), isFaulty))
    return row?.faulty ?? 0
  }
  const owned = slugsOf(groups).filter((slug) => isAtLeast(roleAt(groups, slug), 'owner'))
  if (owned.length === 0) return 0
  const [row] = await counted
    .innerJoin(tenants, eq(tenants.id, doctorResults.tenantId))
    .where(and(eq(doctorResults.toldTo, 'owner'), isFaulty, inArray(tenants.slug, owned)))
  return row?.faulty ?? 0
}

/** How many tenants were last examined at this time or later. */
export async function countExamined(database: Database, since: Date): Promise<number> {
  const [row] = await database
    .select({ examined: count() })
    .from(doctorResults)
    .where(and(eq(doctorResults.toldTo, 'operator'), gte(doctorResults.at, since)))
  return row?.examined ?? 0
}
