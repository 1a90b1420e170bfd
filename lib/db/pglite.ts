import 'server-only'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import type { Connection } from './connection'
import { takeDirectory } from './directory-lock'
import * as schema from './schema'

/**
 * Opens the embedded PostgreSQL.
 *
 * @param dataDirectory where it keeps its files, in a folder `pglite`; null keeps everything in memory
 * @throws DirectoryHeld where another living process has the files open: two writers would destroy them
 */
export async function openPglite(dataDirectory: string | null): Promise<Connection> {
  if (dataDirectory) mkdirSync(dataDirectory, { recursive: true })
  const lock = dataDirectory ? takeDirectory(join(dataDirectory, 'pglite.lock')) : null
  try {
    const client = await PGlite.create(dataDirectory ? join(dataDirectory, 'pglite') : 'memory://')
    return {
      engine: 'pglite',
      database: drizzle(client, { schema, casing: 'snake_case' }),
      query: async (text, values = []) =>
        (await client.query<Record<string, unknown>>(text, [...values])).rows,
      migrate: (work) =>
        client.transaction((transaction) =>
          work(
            async (text, values = []) =>
              (await transaction.query<Record<string, unknown>>(text, [...values])).rows,
            async (text) => {
              await transaction.exec(text)
            },
          ),
        ),
      close: async () => {
        try {
          await client.close()
        } finally {
          lock?.release()
        }
      },
    }
  } catch (error) {
    lock?.release()
    throw error
  }
}
