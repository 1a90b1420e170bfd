import { randomBytes } from 'node:crypto'
import { Client } from 'pg'

async function once(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}

export type TestPostgres = {
  readonly url: string
  /** How many connections the database takes from now on; those that stand stay. Only a role's own count. */
  limitConnections(most: number): Promise<void>
  drop(): Promise<void>
}

/**
 * For tests and measurements: a fresh, empty database on a real PostgreSQL server.
 *
 * @param server address of a database on it, with the right to create others
 */
export async function createTestPostgres(server: string): Promise<TestPostgres> {
  const name = `rekey_test_${randomBytes(6).toString('hex')}`
  await once(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    limitConnections: (most) => once(server, `alter database ${name} with connection limit ${most}`),
    drop: () => once(server, `drop database ${name} with (force)`),
  }
}

/**
 * For tests: the same, owned by a role of its own that is no superuser, so that the server counts its connections.
 *
 * @param server address whose user may create roles
 */
export async function createTestPostgresWithRole(server: string): Promise<TestPostgres> {
  const database = await createTestPostgres(server)
  const url = new URL(database.url)
  const name = url.pathname.slice(1)
  const password = randomBytes(12).toString('hex')
  await once(server, `create role ${name} login password '${password}'`)
  await once(server, `alter database ${name} owner to ${name}`)
  url.username = name
  url.password = password
  return {
    ...database,
    url: url.href,
    drop: async () => {
      await database.drop()
      await once(server, `drop role ${name}`)
    },
  }
}
