import 'server-only'
import { randomBytes } from 'node:crypto'
import type { Connection } from './connection'
import { migrate } from './migrate'
import { openPglite } from './pglite'
import { openPostgres } from './postgres'

/** For tests: a fresh embedded database in memory, in the program's shape. */
export async function openTestDatabase(): Promise<Connection> {
  const connection = await openPglite(null)
  await migrate(connection)
  return connection
}

export type TestPostgres = { readonly url: string; drop(): Promise<void> }

/**
 * For tests: a fresh, empty database on a real PostgreSQL server.
 *
 * @param server address of a database on it, with the right to create others
 */
export async function createTestPostgres(server: string): Promise<TestPostgres> {
  const name = `rekey_test_${randomBytes(6).toString('hex')}`
  const owner = openPostgres(server)
  await owner.query(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: async () => {
      await owner.query(`drop database ${name} with (force)`)
      await owner.close()
    },
  }
}
