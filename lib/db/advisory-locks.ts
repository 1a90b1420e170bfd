import 'server-only'
import { sql } from 'drizzle-orm'
import type { Database } from './connection'

/** The numbers of the advisory locks, which a whole database shares: each is used for one thing. */
export const advisoryLocks = {
  migrations: 7_310_581_004,
  longSteps: 7_310_581_005,
  tenantFiles: 7_310_581_006,
  auditChain: 7_310_581_007,
  auditTables: 7_310_581_008,
} as const

/** Takes a lock until this transaction ends; false where another has it. */
export async function tryLock(transaction: Database, lock: number): Promise<boolean> {
  const { rows } = await transaction.execute(sql`select pg_try_advisory_xact_lock(${lock}) as got`)
  return rows[0]?.got === true
}
