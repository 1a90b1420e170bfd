import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Connection } from './connection'
import * as schema from './schema'
import { addTestTenant, openTestDatabase } from './test-database'

const tables = Object.values(schema).filter((value) => is(value, PgTable))
const TYPES: Record<string, string> = {
  'timestamp with time zone': 'timestamp with time zone',
  bytea: 'bytea',
}

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
})
afterAll(() => connection.close())

const ColumnsSchema = z.array(z.object({ name: z.string(), type: z.string(), required: z.boolean() }))
const NamesSchema = z.array(z.object({ name: z.string() }))
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

test.each(tables.map((table) => getTableConfig(table)))(
  'the migrations lead to exactly the columns that the schema declares: $name',
  async ({ name, columns }) => {
    const found = ColumnsSchema.parse(
      await connection.query(
        `select column_name as name, data_type as type, is_nullable = 'NO' as required
         from information_schema.columns where table_schema = 'public' and table_name = $1`,
        [name],
      ),
    )
    const declared = columns.map((column) => ({
      name: snake(column.name),
      type: TYPES[column.getSQLType()] ?? column.getSQLType(),
      required: column.notNull,
    }))
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
    expect(found.sort(byName)).toEqual(declared.sort(byName))
  },
)

test('there is no table but those and the list of migrations', async () => {
  const found = NamesSchema.parse(
    await connection.query(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    ),
  )
  const declared = tables.map((table) => getTableConfig(table).name)
  expect(found.map(({ name }) => name).sort()).toEqual([...declared, 'rekey_migrations'].sort())
})

test('every index that the schema declares exists', async () => {
  const found = NamesSchema.parse(await connection.query(`select indexname as name from pg_indexes`))
  const names = new Set(found.map(({ name }) => name))
  const declared = tables.flatMap((table) => getTableConfig(table).indexes.map((index) => index.config.name))
  expect(declared.filter((name) => name && !names.has(name))).toEqual([])
})

test('deleting a tenant removes its hosts, secrets, pictures and attempts, and keeps the audit log', async () => {
  const { query } = connection
  const id = '00000000-0000-4000-8000-000000000001'
  await addTestTenant(connection, id, 'acme')
  await query(`insert into tenant_hosts values ('reset.acme.example', $1, now())`, [id])
  await query(`insert into tenant_secrets values ($1, 0, 'sealed', 'print', now())`, [id])
  await query(`insert into assets values ($1, 'hash', 'logo', 'image/png', 'x', 1, 1, now())`, [id])
  await query(`insert into confirmations values ('key', $1, 'done', now(), now())`, [id])
  await query(`insert into audit (entry_id, tenant_id, event) values ($1, $1, 'confirm.done')`, [id])
  await query('delete from tenants where id = $1', [id])
  for (const table of ['tenant_hosts', 'tenant_secrets', 'assets', 'confirmations']) {
    expect(await query(`select 1 from ${table}`), table).toEqual([])
  }
  expect(await query('select event from audit')).toEqual([{ event: 'confirm.done' }])
})
