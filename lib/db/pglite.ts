import 'server-only'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import type { Connection, Row } from './connection'
import { takeDirectory } from './directory-lock'
import * as schema from './schema'

/** The portal's view of an open PGlite. */
export function embedded(client: PGlite): Connection {
  return {
    engine: 'pglite',
    database: drizzle(client, { schema, casing: 'snake_case' }),
    query: async (text, values = []) => (await client.query<Row>(text, [...values])).rows,
    migrate: (work) =>
      client.transaction((transaction) =>
        work(
          async (text, values = []) => (await transaction.query<Row>(text, [...values])).rows,
          async (text) => {
            await transaction.exec(text)
          },
        ),
      ),
    close: () => client.close(),
  }
}

/**
 * Opens the embedded PostgreSQL.
 *
 * @param dataDirectory where it keeps its files, in a folder `pglite`; null keeps everything in memory
 * @param copyOf files to start from, as `dumpDataDir` packed them; in memory only
 * @throws DirectoryHeld where another living process has the files open: two writers would destroy them
 */
export async function openPglite(dataDirectory: string | null, copyOf?: Blob): Promise<Connection> {
  if (dataDirectory === null) {
    return embedded(await PGlite.create('memory://', copyOf ? { loadDataDir: copyOf } : {}))
  }
  mkdirSync(dataDirectory, { recursive: true })
  const lock = takeDirectory(join(dataDirectory, 'pglite.lock'))
  try {
    const client = await PGlite.create(join(dataDirectory, 'pglite'))
    return {
      ...embedded(client),
      close: async () => {
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
