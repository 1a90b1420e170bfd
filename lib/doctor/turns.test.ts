import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../db/connection'
import { migrations } from '../db/generated/migrations'
import { openTestDatabase } from '../db/test-database'
import { rowsRead } from '../db/test-rows-read'
import { DUE_AFTER_MS, FAULTY_DUE_AFTER_MS, takeTurn } from './turns'

const TENANTS = 3_000
const now = new Date('2026-11-30T10:00:00Z')
const after = (ms: number) => new Date(now.getTime() + ms)

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
  await connection.query(
    `insert into tenants (id, slug, name, status, config, brand, revision)
     select ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'tenant-' || n, 'n', 'active', '{}', '{}', 'r'
     from generate_series(1, ${TENANTS}) n`,
  )
  await connection.query('analyze')
})
afterAll(() => connection.close())

const examined = (where: string, faults: boolean) =>
  connection.query(
    `update doctor_turns set taken_at = $1, has_faults = $2 from tenants where id = tenant_id and ${where}`,
    [now, faults],
  )
const take = (at: Date) => takeTurn(connection.database, at)
const read = (at: Date) => rowsRead(connection.database, (database) => takeTurn(database, at))

test('of thousands of tenants a few rows are read, whether all are due, none is, or all have faults', async () => {
  expect(await read(now)).toBeLessThan(20)
  await examined('true', false)
  expect(await take(after(FAULTY_DUE_AFTER_MS + 1))).toBe(null)
  expect(await read(after(FAULTY_DUE_AFTER_MS + 1))).toBeLessThan(20)
  await examined('true', true)
  expect(await take(after(FAULTY_DUE_AFTER_MS))).toBe(null)
  expect(await read(after(FAULTY_DUE_AFTER_MS))).toBeLessThan(20)
  expect(await read(after(FAULTY_DUE_AFTER_MS + 1))).toBeLessThan(20)
})

test('of one with faults and one without the staler comes first', async () => {
  await examined('true', true)
  await examined(`slug = 'tenant-7'`, false)
  await connection.query(
    `update doctor_turns set taken_at = taken_at - interval '1 minute' from tenants where id = tenant_id and slug = 'tenant-7'`,
  )
  expect(await take(after(FAULTY_DUE_AFTER_MS + 1))).toBe('tenant-1')
  expect(await take(after(DUE_AFTER_MS))).toBe('tenant-7')
})

test('tenants of an earlier release get their turns by what the doctor last said of them', async () => {
  await connection.query('delete from doctor_turns')
  await connection.query(
    `insert into doctor_results (tenant_id, told_to, at, faults, warnings, checks)
     select id, told_to, $1, case when told_to = 'operator' and slug = 'tenant-1' then 1 else 0 end, 0, '[]'
     from tenants, (values ('operator'), ('owner')) as told (told_to) where slug <> 'tenant-2'`,
    [now],
  )
  const { sql = [] } = migrations.find(({ tag }) => tag === '0025_turns_in_order') ?? {}
  for (const undone of [
    'drop trigger tenants_examined on tenants',
    'drop function begin_doctor_turns',
    'alter table doctor_turns drop column has_faults',
  ])
    await connection.query(undone)
  for (const statement of sql) await connection.query(statement)
  expect(await connection.query('select count(*)::int from doctor_turns')).toEqual([{ count: TENANTS }])
  expect(await take(after(FAULTY_DUE_AFTER_MS + 1))).toBe('tenant-2')
  expect(await take(after(FAULTY_DUE_AFTER_MS + 1))).toBe('tenant-1')
  expect(await take(after(FAULTY_DUE_AFTER_MS + 1))).toBe(null)
})
