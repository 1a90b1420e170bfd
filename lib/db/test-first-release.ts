import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import { z } from 'zod'
import type { Connection } from './connection'
import schemas from './fixtures/first-release/schemas.json'
import texts from './fixtures/first-release/texts.json'
import { migrate } from './migrate'
import { openMemory } from './pglite'
import { openPostgres } from './postgres'
import { packedFiles } from './test-database'
import { createTestPostgres } from './test-postgres'

/** For upgrade tests: what the first release's own code left behind. fixtures/first-release/README.md says more. */
export const firstRelease = texts

/** JSON schemas know no flag `u`: what their patterns say of all of Unicode is left out. */
const withoutUnicode = (key: string, value: unknown) =>
  key === 'pattern' && String(value).includes('\\p{') ? undefined : value

const schemaOf = (json: unknown) => z.fromJSONSchema(JSON.parse(JSON.stringify(json, withoutUnicode)))

/** How the first release reads what is stored of a tenant, as far as a JSON schema says it. */
export const firstReleaseSchema = { brand: schemaOf(schemas.brand), config: schemaOf(schemas.config) }

const fixture = (name: string) => new URL(`./fixtures/first-release/${name}`, import.meta.url)

/** Where the tenant files lie that the first release applied. */
export const firstReleaseTenants = fixture('tenants').pathname

/** The upgrade takes place a minute after everything was written. */
export const upgradedAt = new Date(Date.parse(texts.writtenAt) + 60_000)

process.env.REKEY_SECRET = texts.secret
process.env.REKEY_BASE_URL = 'https://reset.example.com'

/** The databases that an upgrade is tested on: the server's own only where there is one. */
export const engines = process.env.TEST_DATABASE_URL
  ? (['PGlite', 'PostgreSQL'] as const)
  : (['PGlite'] as const)
export type Engine = (typeof engines)[number]

const expiring = {
  admin_sessions: ['groups_read_at', 'authenticated_at', 'created_at', 'seen_at'],
  admin_notices_seen: ['seen_at'],
  audit: ['at'],
  confirmations: ['at', 'expires_at', 'earlier_at'],
  newest_mails: ['expires_at'],
}

/** Lets everything have happened a minute ago. */
async function bringForward({ query }: Connection): Promise<void> {
  const ms = Date.now() - upgradedAt.getTime()
  for (const [table, columns] of Object.entries(expiring)) {
    const moved = columns.map((column) => `${column} = ${column} + $1 * interval '1 millisecond'`)
    await query(`update ${table} set ${moved.join(', ')}`, [ms])
  }
  await query('update rate_limits set expire = expire + $1', [ms])
}

async function openDump(engine: Engine, dump: string): Promise<Connection> {
  if (engine === 'PGlite') {
    const files = await packedFiles('first-release', dump, async (client) => void (await client.exec(dump)))
    return openMemory(files)
  }
  const server = await createTestPostgres(process.env.TEST_DATABASE_URL ?? '')
  const client = new Client({ connectionString: server.url })
  await client.connect()
  await client.query(dump)
  await client.end()
  const connection = openPostgres(server.url)
  const close = async () => {
    await connection.close()
    await server.drop()
  }
  return { ...connection, close }
}

/** The first release's database a minute after its last row, as it left it. */
export async function openFirstRelease(engine: Engine): Promise<Connection> {
  const connection = await openDump(engine, readFileSync(fixture('database.sql'), 'utf8'))
  await bringForward(connection)
  return connection
}

/** The same, migrated by today's code. */
export async function openUpgradedDatabase(engine: Engine): Promise<Connection> {
  const connection = await openFirstRelease(engine)
  await migrate(connection)
  return connection
}
