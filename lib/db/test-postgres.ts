import { randomBytes } from 'node:crypto'
import { Client, DatabaseError } from 'pg'

async function once(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

const INSUFFICIENT_PRIVILEGE = '42501'

/** Drops a database of this user, whoever of this user is connected to it. */
export async function drop(server: string, name: string): Promise<void> {
  try {
    await once(server, `drop database ${name} with (force)`)
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === INSUFFICIENT_PRIVILEGE)) throw error
    // The server is cleaning up in there, as a user that we may not send away; without force it makes way by itself.
    await once(server, `drop database ${name}`)
  }
}

export type TestPostgres = {
  readonly url: string
  /**
   * How many connections the database accepts from now on; established ones stay. Superusers are let in all the same.
   */
  limitConnections(most: number): Promise<void>
  drop(): Promise<void>
}

const DAY_SECONDS = 86_400
const PREFIX = 'rekey_test'

/** Names say when they were given: PostgreSQL tells nobody but a superuser how old a database is. */
const nameFrom = (seconds: number) => `${PREFIX}_${seconds}_${randomBytes(6).toString('hex')}`
const nowInSeconds = () => Math.floor(Date.now() / 1000)

/** Drops what interrupted runs left on the server more than a day ago, unless somebody is connected to it. */
export async function dropLeftovers(server: string, prefix = PREFIX): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select datname from pg_database
       where pg_has_role(datdba, 'member') and substring(datname from $1)::bigint < $2`,
      [`^${prefix}_(\\d{10})_`, nowInSeconds() - DAY_SECONDS],
    )
    for (const { datname } of rows) {
      await client.query(`drop database ${datname}`).catch((error) => {
        // In use, or another run is dropping it at this moment.
        if (!(error instanceof DatabaseError)) throw error
      })
    }
  } finally {
    await client.end()
  }
}

let swept: Promise<void> | undefined

/**
 * For tests and measurements: a separate database on a real PostgreSQL server, empty or a copy. The first one in a process
 * drops what earlier runs left behind.
 *
 * @param server address of a database on it, with the right to create others
 * @param original name of the database to copy, to which nobody may be connected
 */
export async function createTestPostgres(server: string, original = 'template1'): Promise<TestPostgres> {
  swept ??= dropLeftovers(server)
  await swept
  const name = nameFrom(nowInSeconds())
  await once(server, `create database ${name} template ${original}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    limitConnections: (most) => once(server, `alter database ${name} with connection limit ${most}`),
    drop: () => drop(server, name),
  }
}

/** Whether this user is a superuser, whom no limit on connections keeps out. */
export async function isSuperuser(server: string): Promise<boolean> {
  const client = new Client({ connectionString: server })
  await client.connect()
  const { rows } = await client.query('select usesuper from pg_user where usename = current_user')
  await client.end()
  return rows[0].usesuper === true
}
