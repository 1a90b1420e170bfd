import 'server-only'
import { sql } from 'drizzle-orm'
import type { Database } from './connection'

/** PostgreSQL's code for a lock that was waited for in vain (`lock_not_available`). */
const NOT_AVAILABLE = '55P03'

/**
 * Lets no statement of this transaction wait longer than half a second for a lock: whoever comes behind it waits as long,
 * even for what the table's users would otherwise let happen.
 */
export const limitLockWaits = (transaction: Database) =>
  transaction.execute(sql`set local lock_timeout = '500ms'`)

/** Whether a statement gave up for that reason, so that the same may work later. */
export const isLockedOut = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === NOT_AVAILABLE) || isLockedOut(error.cause))
