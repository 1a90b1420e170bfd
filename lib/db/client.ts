import 'server-only'
import { within } from '../platform/deadline'
import { env } from '../platform/env'
import { type Connection, type Database, unwatched, type Watch } from './connection'
import { migrate } from './migrate'
import { openPostgres } from './postgres'

const PING_LIMIT_MS = 1_000

/**
 * A process's one connection to its database. A failure is not kept: the next call tries again, so a database that comes
 * back is used without a restart.
 */
export type DatabaseClient = {
  /**
   * The connection, in the shape this program needs.
   *
   * @throws DirectoryHeld, or whatever the driver says
   */
  connection(): Promise<Connection>
  /** Drizzle on the connection. Throws as `connection` does. */
  database(): Promise<Database>
  /** Whether the database answers within a second; for readiness. */
  ping(): Promise<boolean>
  /** Closes the connection and releases its files; the next use opens them again. */
  close(): Promise<void>
}

/** Opens a database; `onBroken` is called when the connection is of no further use and another has to be opened. */
export type Open = (onBroken: () => void, watch: Watch) => Promise<Connection>

/** The PostgreSQL server that the environment names. Where it names none, this throws. */
export const openServer: Open = async (_, watch) => {
  const { DATABASE_URL, DATABASE_URL_UNPOOLED } = env()
  if (!DATABASE_URL?.startsWith('postgres')) throw new Error('DATABASE_URL has to name a PostgreSQL server')
  return openPostgres(DATABASE_URL, DATABASE_URL_UNPOOLED, watch)
}

/** A process's database, which is opened when it is first used. */
export function openDatabase(open: Open, watch: Watch = unwatched): DatabaseClient {
  let ready: Promise<Connection> | null = null
  let opened: Promise<Connection> | null = null

  const forget = () => {
    opened = null
    ready = null
  }

  function openOnce(): Promise<Connection> {
    opened ??= open(forget, watch).catch((error: unknown) => {
      opened = null
      throw error
    })
    return opened
  }

  function connection(): Promise<Connection> {
    ready ??= openOnce()
      .then(async (connected) => {
        await migrate(connected)
        return connected
      })
      .catch((error: unknown) => {
        ready = null
        throw error
      })
    return ready
  }

  return {
    connection,
    database: async () => (await connection()).database,
    async ping() {
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
    },
    async close() {
      const last = opened
      forget()
      if (!last) return
      const connected = await last.catch(() => null)
      await connected?.close()
    },
  }
}

/**
 * Runs work as the role to which the tables of the audit log belong, where the environment names one; null where that is the
 * portal's own. The connection is there for the work only.
 */
export function auditOwner(): ((work: (database: Database) => Promise<void>) => Promise<void>) | null {
  const { REKEY_AUDIT_DATABASE_URL: url } = env()
  if (url === undefined) return null
  return async (work) => {
    const connected = openPostgres(url)
    try {
      await work(connected.database)
    } finally {
      await connected.close()
    }
  }
}
