import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../db/connection'
import { runJobs } from '../db/jobs'
import { longSteps } from '../db/long-steps'
import { openTestDatabase } from '../db/test-database'
import { rowsRead } from '../db/test-rows-read'
import { OPERATORS_GROUP } from './auth/roles'
import { findTenants, TENANTS_AT_ONCE } from './find-tenants'

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
  await connection.query(
    `insert into tenants (id, slug, name, status, config, brand, revision)
     select gen_random_uuid(), 'tenant-' || n, 'Bank ' || n, 'active', '{}', '{}', 'r' from generate_series(1, 2000) n`,
  )
  await connection.query(
    `insert into tenants (id, slug, name, status, config, brand, revision) values
     (gen_random_uuid(), 'sol', 'Panadería Sol', 'active', '{}', '{}', 'r'),
     (gen_random_uuid(), 'percent', '100 % Bank', 'active', '{}', '{}', 'r')`,
  )
  expect(await runJobs(connection, longSteps, () => {})).toBe(true)
})
afterAll(() => connection.close())

const found = async (groups: string[], text: string) =>
  (await findTenants(connection.database, groups, text)).map(({ slug }) => slug)

test('of thousands of tenants a few are read, those that begin with what was typed first', async () => {
  expect(await found([OPERATORS_GROUP], '')).toHaveLength(TENANTS_AT_ONCE)
  expect((await found([OPERATORS_GROUP], 'bank'))[0]).toBe('tenant-1')
  expect(await found([OPERATORS_GROUP], 'SOL')).toEqual(['sol'])
  expect(await found([OPERATORS_GROUP], 'tenant-1999')).toEqual(['tenant-1999'])
})

test('signs that a search gives a meaning are letters like others', async () => {
  expect(await found([OPERATORS_GROUP], '%')).toEqual(['percent'])
  expect(await found([OPERATORS_GROUP], '_')).toEqual([])
  expect(await found([OPERATORS_GROUP], '\\')).toEqual([])
})

test('nobody finds a tenant at which they have no role', async () => {
  expect(await found(['sol-viewer'], '')).toEqual(['sol'])
  expect(await found(['sol-viewer'], 'bank')).toEqual([])
  expect(await found([], '')).toEqual([])
  expect(await findTenants(connection.database, ['sol-viewer'], 'sol')).toEqual([
    { slug: 'sol', name: 'Panadería Sol', role: 'viewer' },
  ])
})

test('of very many a bounded number is read, whatever is typed, and words are found behind all others', async () => {
  await connection.query(
    `insert into tenants (id, slug, name, status, config, brand, revision)
     select gen_random_uuid(), 'many-' || n, 'Clinic ' || n || ' of Aarhus', 'active', '{}', '{}', 'r' from generate_series(1, 10000) n`,
  )
  await connection.query(
    `insert into tenants (id, slug, name, status, config, brand, revision)
     values (gen_random_uuid(), 'last', 'Zürich’s Kantonal-Bäckerei', 'active', '{}', '{}', 'r')`,
  )
  await connection.query('vacuum analyze tenants')
  for (const text of ['clinic', 'aarhus', 'clinic 77', 'zzzz', 'many-', 'a', '%', 'bäck'])
    expect(
      await rowsRead(connection.database, (database) => findTenants(database, [OPERATORS_GROUP], text)),
      text,
    ).toBeLessThan(2_500)
  expect(await found([OPERATORS_GROUP], 'bäckerei')).toEqual(['last'])
  expect(await found([OPERATORS_GROUP], 'zürich kanton')).toEqual(['last'])
  expect(await found([OPERATORS_GROUP], 'ZÜRICH’S')).toEqual(['last'])
  expect(await found([OPERATORS_GROUP], `'bank\\ 7':*`)).toContain('tenant-7')
}, 60_000)
