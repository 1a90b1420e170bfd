import { drizzle } from 'drizzle-orm/pglite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../db/connection'
import * as schema from '../db/schema'
import { openTestClient } from '../db/test-database'
import { listTenants } from './listed-tenants'
import { readTenantQuery, type TenantQuery } from './tenant-query'

const TENANTS = 10_000
const operator = ['rekey-operators']
const now = new Date('2026-11-30T10:31:00Z')
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

let client: Awaited<ReturnType<typeof openTestClient>>
let database: Database
const statements: string[] = []
beforeAll(async () => {
  client = await openTestClient()
  const logger = { logQuery: (statement: string) => statements.push(statement) }
  database = drizzle(client, { schema, casing: 'snake_case', logger })
  await client.exec(`
    insert into tenants (id, slug, name, status, config, brand, revision, updated_at)
    select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 't' || n, 'Tenant ' || lpad(n::text, 5, '0'),
      case when n % 1000 = 1 then 'paused' else 'active' end, '{}', '{"colour": {"seed": "#aa0000"}}', 'r',
      '2026-11-01'::timestamptz + n * interval '1 second'
    from generate_series(1, ${TENANTS}) as n;
    insert into admin_people (subject, name) values ('anna', 'Anna');
    insert into brand_revisions (tenant_id, hash, content, created_by)
    select id, 'h', '{}', 'anna' from tenants where slug in ('t1', 't2');
    insert into brand_publications (tenant_id, revision, at, published_by) values
      ('${idOf(1)}', 'h', '2026-11-28T08:00Z', 'tenant-file'), ('${idOf(1)}', 'h', '2026-11-29T08:00Z', 'anna'),
      ('${idOf(2)}', 'h', '2026-11-29T09:00Z', 'tenant-file');
    insert into brand_drafts (tenant_id, content, base_revision, version, updated_by) values
      ('${idOf(1)}', '{"colour": {"seed": "#aa0000"}}', 'h', 1, 'anna'), ('${idOf(3)}', '{}', 'h', 1, 'anna');
    insert into doctor_results (tenant_id, told_to, at, faults, warnings, checks) values
      ('${idOf(2)}', 'operator', now(), 3, 0, '[]'), ('${idOf(2)}', 'owner', now(), 0, 0, '[]'),
      ('${idOf(3)}', 'operator', now(), 0, 2, '[]');
    insert into activity_hours (tenant_id, hour, event, outcome, count) values
      ('${idOf(1)}', '2026-11-29T10:00Z', 'forgot.requested', 'sent', 9),
      ('${idOf(1)}', '2026-11-29T11:00Z', 'forgot.requested', 'sent', 2),
      ('${idOf(1)}', '2026-11-30T10:00Z', 'forgot.requested', 'sent', 3),
      ('${idOf(1)}', '2026-11-30T10:00Z', 'forgot.requested', 'busy', 1),
      ('${idOf(1)}', '2026-11-30T10:00Z', 'confirm.done', 'done', 5)`)
}, 60_000)
afterAll(() => client.close())

const list = (query: Partial<TenantQuery> = {}, groups: readonly string[] = operator) =>
  listTenants(database, groups, { ...readTenantQuery({}), ...query }, now)
const slugs = async (...of: Parameters<typeof list>) => (await list(...of)).rows.map(({ slug }) => slug)

test('a page of ten thousand tenants takes four queries, wherever in the list it is', async () => {
  for (const query of [{}, { page: 400 }, { search: 'tenant 0999' }, { sort: 'changed' as const }]) {
    statements.length = 0
    const { rows } = await list(query)
    expect([rows.length <= 25 && rows.length > 0, statements.length]).toEqual([true, 4])
  }
  expect((await list()).total).toBe(TENANTS)
  expect(await list({ page: 401 })).toEqual({ rows: [], total: TENANTS })
})

test('a row says how the tenant stands, what its day was like and who published last', async () => {
  const [one, two, three] = (await list()).rows
  expect(one).toMatchObject({
    slug: 't1',
    role: 'operator',
    isPaused: true,
    hasDraft: false,
    faults: 0,
    colour: '#aa0000',
    icon: null,
    published: { by: 'Anna', at: new Date('2026-11-29T08:00:00Z') },
  })
  expect(one?.day).toEqual([2, ...Array.from({ length: 22 }, () => 0), 4])
  expect(two).toMatchObject({ isPaused: false, faults: 3, published: { by: 'Tenant file' } })
  expect(three).toMatchObject({ hasDraft: true, faults: 0, published: null })
})

test('it is searched by name and slug, narrowed by state and put in order', async () => {
  expect(await slugs({ search: 'TENANT 00002' })).toEqual(['t2'])
  expect(await slugs({ search: 't1000' })).toEqual(['t1000', 't10000'])
  expect(await slugs({ search: '%' })).toEqual([])
  expect(await slugs({ search: '_' })).toEqual([])
  expect((await list({ state: 'paused' })).total).toBe(10)
  expect(await slugs({ state: 'fault' })).toEqual(['t2'])
  expect(await slugs({ state: 'draft' })).toEqual(['t3'])
  expect((await slugs({ sort: 'changed' }))[0]).toBe('t10000')
})

test('nobody sees tenants at which they have no role, nor faults that are not theirs to know', async () => {
  expect(await slugs({}, ['t2-owner', 't4-viewer', 'nobody-viewer'])).toEqual(['t2', 't4'])
  expect((await list({ state: 'fault' }, ['t2-owner'])).rows).toEqual([])
  expect(await slugs({ search: 't3' }, ['t2-owner'])).toEqual([])
  expect(await list({}, [])).toEqual({ rows: [], total: 0 })
})
