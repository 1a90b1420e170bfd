import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from './connection'
import { migrations } from './generated/migrations'
import { migrate } from './migrate'
import { openTestDatabase } from './test-database'
import { engines, openFirstRelease } from './test-first-release'

let fresh: Connection
beforeAll(async () => {
  fresh = await openTestDatabase()
})
afterAll(() => fresh.close())

const opened: Connection[] = []
afterEach(async () => {
  for (const connection of opened.splice(0)) await connection.close()
})
const open = async (opening: Promise<Connection>) => {
  const connection = await opening
  opened.push(connection)
  return connection
}

const SHAPE = `
select table_name, column_name, data_type, is_nullable, column_default, is_identity
from information_schema.columns where table_schema = 'public' order by 1, 2`
const INDEXES = `select indexdef from pg_indexes where schemaname = 'public' order by 1`

const tablesOf = async ({ query }: Connection) =>
  (await query(`select tablename from pg_tables where schemaname = 'public' order by 1`)).map(
    ({ tablename }) => String(tablename),
  )

/** All rows of the tables, without the columns that a newer release added. */
async function rowsOf(
  { query }: Connection,
  tables: readonly string[],
  columns: ReadonlyMap<string, string>,
) {
  const all = await Promise.all(
    tables.map(async (table) => [
      table,
      await query(`select ${columns.get(table)} from ${table} order by 1, 2`),
    ]),
  )
  return Object.fromEntries(all)
}

/** What is noted as applied: in Drizzle's list, and in that of earlier releases by the names without their numbers. */
async function listsOf({ query }: Connection) {
  const earlier = await query('select id from rekey_migrations order by id')
  return {
    drizzle: await query('select hash, created_at::text from __drizzle_migrations order by id'),
    earlier: earlier.map(({ id }) => String(id).slice(5)),
  }
}

describe.each(engines)('a database of the first release, on %s', (engine) => {
  test('gets the shape of a new one and keeps every row', async () => {
    const connection = await open(openFirstRelease(engine))
    const tables = (await tablesOf(connection)).filter((table) => table !== 'rekey_migrations')
    const columns = new Map<string, string>()
    for (const { table_name, column_name } of await connection.query(SHAPE)) {
      const before = columns.get(String(table_name))
      columns.set(String(table_name), before ? `${before}, ${column_name}` : String(column_name))
    }
    const before = await rowsOf(connection, tables, columns)
    for (const table of tables) expect(before[table], table).not.toEqual([])

    await migrate(connection)
    expect(await connection.query(SHAPE)).toEqual(await fresh.query(SHAPE))
    expect(await connection.query(INDEXES)).toEqual(await fresh.query(INDEXES))
    expect(await rowsOf(connection, tables, columns)).toEqual(before)
    expect(await listsOf(connection)).toEqual(await listsOf(fresh))
  })

  test('that had some of the later migrations applied gets the others', async () => {
    const connection = await open(openFirstRelease(engine))
    for (const tag of ['0006_requests_of_confirmations', '0007_limits_in_one_step']) {
      const { sql = [] } = migrations.find((migration) => migration.tag === tag) ?? {}
      for (const statement of sql) await connection.query(statement)
    }
    await connection.query(
      `insert into rekey_migrations (id) values ('0007-requests-of-confirmations'), ('0009-limits-in-one-step')`,
    )
    await migrate(connection)
    expect(await connection.query(SHAPE)).toEqual(await fresh.query(SHAPE))
    expect(await connection.query(INDEXES)).toEqual(await fresh.query(INDEXES))
    expect(await listsOf(connection)).toEqual(await listsOf(fresh))
  })

  test('leaves the earlier list complete for releases that still read it', async () => {
    const connection = await open(openFirstRelease(engine))
    await migrate(connection)
    expect((await listsOf(connection)).earlier).toEqual(
      migrations.slice(0, 11).map(({ tag }) => tag.slice(5).replaceAll('_', '-')),
    )
  })

  test('still serves the instances of the first release that run beside the new ones', async () => {
    const connection = await open(openFirstRelease(engine))
    await migrate(connection)
    const take = () => connection.query(`select points from rekey_take('askBurst:one', 60000, 1, true)`)
    expect(await take()).toEqual([{ points: 1 }])
    expect(await take()).toEqual([{ points: 2 }])
    await connection.query(`select rekey_give_back(array['askBurst:one'])`)
    expect(await take()).toEqual([{ points: 1 }])
    const inOrder = await connection.query(
      `select mark, refused from rekey_take_in_order('issued:one', array['askBurst:one'], array[false], array[false],
        array[60000::bigint], array[1], array[true])`,
    )
    expect(inOrder).toEqual([{ mark: 0, refused: 1 }])
    // What their statements write: nothing of it may need a column that they don't know.
    const [{ id } = {}] = await connection.query(`select id from tenants where slug = 'acme'`)
    await connection.query(
      `insert into confirmations (key, tenant_id, state, at, expires_at) values ('old', $1, 'pending', now(), now())`,
      [id],
    )
    await connection.query(
      `insert into audit (entry_id, tenant_id, event) values (gen_random_uuid(), $1, 'forgot.requested')`,
      [id],
    )
    await connection.query(
      `insert into newest_mails (key, tenant_id, at, expires_at) values ('old', $1, now(), now())`,
      [id],
    )
  })
})
