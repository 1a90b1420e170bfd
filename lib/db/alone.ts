import 'server-only'
import { drizzle } from 'drizzle-orm/node-postgres'
import { Client, type ClientConfig } from 'pg'
import { log } from '../platform/log'
import type { Database } from './connection'
import * as schema from './schema'

/** More often than servers and poolers end a transaction that does nothing. */
const SIGN_OF_LIFE_MS = 10_000

/**
 * Does work that may take hours, outside of a transaction, while no other process does any under this lock. The lock is
 * held by a transaction on a second connection, in which nothing else happens: it has no snapshot, so making an index
 * concurrently doesn't wait for it; behind a pooler it keeps one server connection; and it ends with this process, however
 * that ends. Where it is lost, so is the connection of the work.
 *
 * @param settings of the address; a pooled one forgets the time limit that is lifted here
 * @returns null where another process has the lock
 */
export async function alone<T>(
  settings: ClientConfig,
  lock: number,
  work: (database: Database) => Promise<T>,
): Promise<T | null> {
  const holder = new Client(settings)
  const worker = new Client({ ...settings, query_timeout: 0 })
  const lost = (error: Error) => {
    log.warn('database.connection_lost', { error })
    void worker.end()
  }
  holder.on('error', lost)
  worker.on('error', (error) => log.warn('database.connection_lost', { error }))
  let signs: NodeJS.Timeout | undefined
  try {
    await holder.connect()
    await holder.query('begin')
    // Without parameters: the statement of one that has them keeps its snapshot until the next, and the work waits for it.
    const { rows } = await holder.query(`select pg_try_advisory_xact_lock(${Math.trunc(lock)}) as got`)
    if (rows[0]?.got !== true) return null
    signs = setInterval(() => void holder.query('select 1').catch(lost), SIGN_OF_LIFE_MS)
    await worker.connect()
    await worker.query('set statement_timeout = 0')
    return await work(drizzle(worker, { schema, casing: 'snake_case' }))
  } finally {
    clearInterval(signs)
    await worker.end().catch(() => {})
    await holder.end().catch(() => {})
  }
}
