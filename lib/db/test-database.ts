import 'server-only'
import type { Connection } from './connection'
import { migrate } from './migrate'
import { openPglite } from './pglite'

/** For tests: a fresh embedded database in memory, in the program's shape. */
export async function openTestDatabase(): Promise<Connection> {
  const connection = await openPglite(null)
  await migrate(connection)
  return connection
}
