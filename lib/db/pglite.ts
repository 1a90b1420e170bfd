import 'server-only'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { type Connection, type Query, type Row, unwatched, type Watch } from './connection'
import { takeDirectory } from './directory-lock'
import { packedEmptyDatabase } from './empty-database'
import { assertRoom, guardedPglite } from './guarded-pglite'
import * as schema from './schema'
import { watchStatements } from './watched-statements'

function watchTransactions(client: PGlite, watch: Watch): void {
  const transaction = client.transaction.bind(client)
  client.transaction = (work) =>
    transaction((own) => {
      watchStatements(own, watch)
      return work(own)
    })
}

/** The portal's view of an open PGlite. */
export function embedded(client: PGlite, watch: Watch = unwatched): Connection {
  watchStatements(client, watch)
  watchTransactions(client, watch)
  const query: Query = async (text, values = []) => (await client.query<Row>(text, [...values])).rows
  const database = drizzle(client, { schema, casing: 'snake_case' })
  return {
    engine: 'pglite',
    database,
    query,
    reserved: query,
    migrate: (work) => database.transaction(work),
    // No other process can have it open.
    alone: (_lock, work) => work(database),
    close: async () => {
      if (!client.closed) await client.close()
    },
  }
}

/** Opens an embedded PostgreSQL in memory, for demonstrations and tests. */
export async function openMemory(copyOf?: Blob, watch?: Watch): Promise<Connection> {
  return embedded(await PGlite.create('memory://', copyOf ? { loadDataDir: copyOf } : {}), watch)
}

/** An eighth of what PostgreSQL takes by itself, for buffers that the system's own cache of files stands behind anyway. */
const START_PARAMETERS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB']

/** Opens the files of a database. The first time they are the build's, if it has packed any; else PGlite makes them. */
function openFiles(folder: string, root?: string): Promise<PGlite> {
  const empty = existsSync(join(folder, 'PG_VERSION')) ? null : packedEmptyDatabase(root)
  return PGlite.create(folder, {
    startParams: START_PARAMETERS,
    ...(empty !== null && { loadDataDir: empty }),
  })
}

/**
 * Opens the embedded PostgreSQL on files.
 *
 * @param dataDirectory where it keeps them, in a folder `pglite`
 * @param onBroken called when this connection is of no further use and another has to be opened
 * @param root of the program, below which the build packs an empty database
 * @throws DirectoryHeld where another living process has the files open: two writers would destroy them
 * @throws DatabaseFull where the disk has no room
 */
export async function openPglite(
  dataDirectory: string,
  onBroken: () => void = () => {},
  watch?: Watch,
  root?: string,
): Promise<Connection> {
  mkdirSync(dataDirectory, { recursive: true })
  const lock = takeDirectory(join(dataDirectory, 'pglite.lock'))
  try {
    assertRoom(dataDirectory)
    let isBroken = false
    const client = await openFiles(join(dataDirectory, 'pglite'), root)
    const guarded = guardedPglite(client, dataDirectory, () => {
      isBroken = true
      lock.release()
      onBroken()
    })
    return {
      ...embedded(guarded, watch),
      close: async () => {
        // Closing writes, which is what a broken one can no longer do.
        if (isBroken) return
        try {
          await client.close()
        } finally {
          lock.release()
        }
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}
