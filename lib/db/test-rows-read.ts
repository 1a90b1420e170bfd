import { sql } from 'drizzle-orm'
import type { Database } from './connection'

/**
 * For tests: how many rows of tables and entries of ordered indexes the database reads for some work, by its own count. A GIN
 * index lists the rows with a word as a whole; only those that are then read count. Nothing of the work stays.
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
          select sum(case when relkind = 'r' then pg_stat_get_xact_tuples_fetched(pg_class.oid) else 0 end
            + pg_stat_get_xact_tuples_returned(pg_class.oid)) as read
          from pg_class left join pg_am on pg_am.oid = relam
          where relnamespace = 'public'::regnamespace and amname is distinct from 'gin'`)
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
