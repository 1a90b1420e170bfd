import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Database } from './connection'

const POLL_MS = 50
/** Longer than a writer's statement may take. */
const PATIENCE_MS = 8_000

/** The highest id that an entry of the audit log was given, whether it can be seen yet or not; 0 where none was. */
export async function lastGivenId(database: Database): Promise<number> {
  const { rows } = await database.execute(
    sql`select pg_sequence_last_value(pg_get_serial_sequence('audit', 'id')::regclass) as last`,
  )
  return Number(rows[0]?.last ?? 0)
}

/** The transactions that write to the audit log at this moment, as PostgreSQL names them. */
async function writers(database: Database): Promise<Set<string>> {
  const { rows } = await database.execute(sql`
    select distinct virtualtransaction as name from pg_locks
    where relation = 'audit'::regclass and granted and pid is distinct from pg_backend_pid()
      and database = (select oid from pg_database where datname = current_database())
      and mode in ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')`)
  return new Set(rows.map(({ name }) => String(name)))
}

/**
 * The highest id up to which the log is settled: every entry with one of these ids is there, and no other will come. An id
 * is given before its entry can be seen, and a higher one may be seen sooner. But a writer locks the table before it is
 * given an id, in a mode that keeps nobody out: once all who had the lock after the last id was read are finished, none of
 * the ids up to it is still to come. Nobody waits but the caller.
 *
 * @param patienceMs how long the caller waits for them
 * @returns null where a writer takes longer
 */
export async function settledUpTo(database: Database, patienceMs = PATIENCE_MS): Promise<number | null> {
  const last = await lastGivenId(database)
  let awaited = await writers(database)
  const giveUpAt = performance.now() + patienceMs
  while (awaited.size > 0) {
    if (performance.now() > giveUpAt) return null
    await pause(POLL_MS)
    const still = await writers(database)
    awaited = new Set([...awaited].filter((name) => still.has(name)))
  }
  return last
}
