import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { MigrationMeta } from 'drizzle-orm/migrator'
import { PgDialect, type PgSession } from 'drizzle-orm/pg-core'
import { log } from '../platform/log'
import { advisoryLocks } from './advisory-locks'
import type { Connection, Database } from './connection'
import { migrations } from './generated/migrations'
import { isLockedOut, limitLockWaits } from './lock-limit'

/** One of drizzle-kit's migrations; `tag` is its file's name. */
export type Migration = MigrationMeta & { readonly tag: string }

const TABLE = '__drizzle_migrations'
/** As long as a process that starts may be kept waiting by those who use the tables. */
const PATIENCE_MS = 60_000
/** Twice as long as it may have held others up. */
const COME_BACK_MS = 1_000

const isThere = async (database: Database, table: string) =>
  (await database.execute(sql`select to_regclass(${table}) is not null as found`)).rows[0]?.found === true

/** The time of the last migration that was applied, in milliseconds since 1970; 0 where there is none. */
async function lastApplied(database: Database): Promise<number> {
  if (!(await isThere(database, TABLE))) return 0
  const { rows } = await database.execute(
    sql`select coalesce(max(created_at), 0) as last from ${sql.identifier(TABLE)}`,
  )
  return Number(rows[0]?.last)
}

/** How many of this program's migrations the database lacks. */
export async function countMissing(
  database: Database,
  wanted: readonly Migration[] = migrations,
): Promise<number> {
  const last = await lastApplied(database)
  return wanted.filter(({ folderMillis }) => folderMillis > last).length
}

/**
 * Releases up to 0.1 kept a list of their own, by names such as `0004-takes-in-order`. What it holds counts as applied, up
 * to the first that is missing in it: the migrator goes on from there.
 */
async function carryOver(database: Database, wanted: readonly Migration[]): Promise<void> {
  if ((await lastApplied(database)) > 0 || !(await isThere(database, 'rekey_migrations'))) return
  const { rows } = await database.execute(sql`select id from rekey_migrations`)
  const applied = new Set(rows.map(({ id }) => String(id).slice(5).replaceAll('-', '_')))
  for (const { tag, hash, folderMillis } of wanted) {
    if (!applied.has(tag.slice(5))) return
    await database.execute(
      sql`insert into ${sql.identifier(TABLE)} (hash, created_at) values (${hash}, ${folderMillis})`,
    )
  }
}

/**
 * Drizzle's migrator makes a schema and its table, reads the table and then opens a transaction. Here all of it takes place
 * in the transaction that holds the lock, and the table is there: making a schema would take a right on the whole database,
 * even where it exists.
 */
const sessionIn = (database: Database) =>
  ({
    execute: async () => {},
    all: async (query: Parameters<Database['execute']>[0]) => (await database.execute(query)).rows,
    transaction: (work: (transaction: Database) => Promise<void>) => work(database),
  }) as unknown as PgSession

async function applyAll(database: Database, wanted: readonly Migration[]): Promise<void> {
  await database.execute(sql`select pg_advisory_xact_lock(${advisoryLocks.migrations})`)
  await limitLockWaits(database)
  await database.execute(
    sql`create table if not exists ${sql.identifier(TABLE)} (id serial primary key, hash text not null, created_at bigint)`,
  )
  await carryOver(database, wanted)
  const { rows } = await database.execute(sql`select current_schema() as name`)
  await new PgDialect().migrate([...wanted], sessionIn(database), {
    // Read by the drivers' own migrators only, which look for the files in it.
    migrationsFolder: '',
    migrationsTable: TABLE,
    migrationsSchema: String(rows[0]?.name),
  })
}

/**
 * Brings a database to the shape this program needs, all or nothing. Instances that start together wait for each other on
 * an advisory lock; the later ones find nothing left to do. The lock is the transaction's own, so it also holds behind a
 * pooled address. Where somebody reads or writes for long, as a backup does, it lets go of everything and comes back, for up
 * to a minute: nobody else waits behind it for longer than a moment.
 */
export async function migrate(
  connection: Connection,
  wanted: readonly Migration[] = migrations,
): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS
  while ((await countMissing(connection.database, wanted)) > 0) {
    try {
      await connection.migrate((database) => applyAll(database, wanted))
    } catch (error) {
      if (!isLockedOut(error) || performance.now() > giveUpAt) throw error
      log.info('database.migration_waits', { error })
      await pause(COME_BACK_MS)
    }
  }
}
