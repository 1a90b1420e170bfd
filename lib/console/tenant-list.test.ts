import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../db/connection'
import { openTestDatabase } from '../db/test-database'
import { OPERATORS_GROUP } from './auth/roles'
import { countTenants, tenantFor, tenantsFor } from './tenant-list'
import { MOST_LISTED } from './tenant-query'

const TENANTS = 1_000

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
  await connection.query(
    `insert into tenants (id, slug, name, status, config, brand, revision)
     select gen_random_uuid(), 't' || n, 'Bank ' || lpad(n::text, 4, '0'), 'active', '{}', '{}', 'r'
     from generate_series(1, ${TENANTS}) as n`,
  )
})
afterAll(() => connection.close())

test('of all tenants an operator gets as many as can be listed and one more, or the part that is asked for', async () => {
  const listed = await tenantsFor(connection.database, [OPERATORS_GROUP])
  expect(listed).toHaveLength(MOST_LISTED + 1)
  expect(listed[0]).toMatchObject({ slug: 't1', role: 'operator' })
  const part = await tenantsFor(connection.database, [OPERATORS_GROUP], { from: 500, most: 2 })
  expect(part.map(({ slug }) => slug)).toEqual(['t501', 't502'])
  expect(await countTenants(connection.database)).toBe(TENANTS)
})

test('one is found that is too far behind to be listed', async () => {
  expect(await tenantFor(connection.database, [OPERATORS_GROUP], 't999')).toMatchObject({ name: 'Bank 0999' })
  expect(await tenantFor(connection.database, [OPERATORS_GROUP], 'nobody')).toBeNull()
})

test('everybody else gets all of theirs, and finds no other', async () => {
  const groups = Array.from({ length: MOST_LISTED + 5 }, (_, n) => `t${n + 1}-viewer`)
  expect(await tenantsFor(connection.database, groups)).toHaveLength(MOST_LISTED + 5)
  expect(await tenantFor(connection.database, ['t2-viewer'], 't2')).toMatchObject({ role: 'viewer' })
  expect(await tenantFor(connection.database, ['t2-viewer'], 't3')).toBeNull()
})
