import 'server-only'
import { within } from '../platform/deadline'
import { env } from '../platform/env'
import { log } from '../platform/log'
import { processWide } from '../platform/process-wide'
import type { Connection, Database } from './connection'
import { migrate } from './migrate'
import { openMemory, openPglite } from './pglite'
import { openPostgres } from './postgres'

const PING_LIMIT_MS = 1_000

type State = { ready: Promise<Connection> | null; opened: Promise<Connection> | null }

/** Shared by the whole process; only this file and tests change it. */
export const databaseState = () => processWide<State>('database', () => ({ ready: null, opened: null }))

async function open(): Promise<Connection> {
  const { DATABASE_URL, DATABASE_URL_UNPOOLED, REKEY_DATA_DIR } = env()
  if (DATABASE_URL?.startsWith('postgres')) return openPostgres(DATABASE_URL, DATABASE_URL_UNPOOLED)
  if (DATABASE_URL === 'memory://') return openMemory()
  return openPglite(REKEY_DATA_DIR, () => {
    log.error('database.stopped', { directory: REKEY_DATA_DIR })
    databaseState().opened = null
    databaseState().ready = null
  })
}

function opened(): Promise<Connection> {
  const shared = databaseState()
  shared.opened ??= open().catch((error: unknown) => {
    shared.opened = null
    throw error
  })
  return shared.opened
}

/**
 * The process's one connection to its database, in the shape this program needs. A failure is not kept: the
 * next call tries again, so a database that comes back is used without a restart.
 *
 * @throws DirectoryHeld, or whatever the driver says
 */
export function connection(): Promise<Connection> {
  const shared = databaseState()
  shared.ready ??= opened()
    .then(async (connected) => {
      await migrate(connected)
      return connected
    })
    .catch((error: unknown) => {
      shared.ready = null
      throw error
    })
  return shared.ready
}

/** Drizzle on the process's one connection. Throws as `connection` does. */
export async function database(): Promise<Database> {
  return (await connection()).database
}

/** Whether the database answers within a second; for readiness. */
export async function ping(): Promise<boolean> {
  try {
    await within(
      PING_LIMIT_MS,
      'The database',
      connection().then(({ query }) => query('select 1')),
    )
    return true
  } catch {
    return false
  }
}

/** Closes the connection and releases its files; the next use opens them again. */
export async function closeDatabase(): Promise<void> {
  const shared = databaseState()
  const last = shared.opened
  shared.ready = null
  shared.opened = null
  if (!last) return
  const connected = await last.catch(() => null)
  await connected?.close()
}
