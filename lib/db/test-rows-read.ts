import { sql } from 'drizzle-orm'
import type { Database } from './connection'

/**
 * For tests: how many rows of tables and entries of indexes the database reads for some work, by its own count. Nothing of
 * the work stays.
 */
export async function rowsRead(
  database: Database,
  work: (database: Database) => Promise<unknown>,
): Promise<number> {
  let read = Number.NaN
  const undone = new Error('undone')
  await database
    .transaction(async (transaction) => {
      // Also counts what earlier transactions read, until the database has noted that elsewhere.
      const counted = async () => {
        const { rows } = await transaction.execute(sql`
          select sum(pg_stat_get_xact_tuples_returned(oid)) as read from pg_class
          where relnamespace = 'public'::regnamespace`)
        return Number(rows[0]?.read)
      }
      const before = await counted()
      await work(transaction)
      read = (await counted()) - before
      throw undone
    })
    .catch((error) => {
      if (error !== undone) throw error
    })
  return read
}
