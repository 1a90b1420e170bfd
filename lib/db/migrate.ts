import 'server-only'
import { z } from 'zod'
import type { Connection, Query } from './connection'
import { type Migration, migrations } from './migrations'

/** Any number that nothing else in the database uses for an advisory lock. */
const LOCK = 7_310_581_004

const AppliedSchema = z.array(z.object({ id: z.string() }))
const ExistsSchema = z.tuple([z.object({ exists: z.boolean() })])

async function missing(query: Query, wanted: readonly Migration[]): Promise<readonly Migration[]> {
  const [{ exists }] = ExistsSchema.parse(
    await query(`select to_regclass('rekey_migrations') is not null as "exists"`),
  )
  if (!exists) return wanted
  const rows = AppliedSchema.parse(await query('select id from rekey_migrations'))
  const applied = new Set(rows.map((row) => row.id))
  return wanted.filter((migration) => !applied.has(migration.id))
}

/**
 * Brings a database to the shape this program needs, all or nothing. Instances that start together wait for
 * each other on an advisory lock; the later ones find nothing left to do.
 */
export async function migrate(
  connection: Connection,
  wanted: readonly Migration[] = migrations,
): Promise<void> {
  if ((await missing(connection.query, wanted)).length === 0) return
  await connection.migrate(async (query, execute) => {
    await query('select pg_advisory_xact_lock($1)', [LOCK])
    await execute(
      'create table if not exists rekey_migrations (id text primary key, at timestamptz not null default now())',
    )
    for (const migration of await missing(query, wanted)) {
      await execute(migration.sql)
      await query('insert into rekey_migrations (id) values ($1)', [migration.id])
    }
  })
}
