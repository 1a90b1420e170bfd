import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from './connection'
import { pruneExpired } from './prune'
import { addTestTenant, openTestDatabase } from './test-database'

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
})
afterAll(() => connection.close())

test('counters, attempts, mails, answers and sessions whose time is over are gone, those that still count are not', async () => {
  const { query } = connection
  const tenant = '00000000-0000-4000-8000-000000000001'
  await addTestTenant(connection, tenant, 'acme')
  await query(`insert into rate_limits values ('old', 5, $1), ('new', 5, $2)`, [
    Date.now() - 1_000,
    Date.now() + 60_000,
  ])
  await query(
    `insert into confirmations (key, tenant_id, state, at, expires_at) values
     ('old', $1, 'done', now() - interval '1 day', now() - interval '1 hour'),
     ('new', $1, 'done', now(), now() + interval '1 hour')`,
    [tenant],
  )
  await query(
    `insert into newest_mails (key, tenant_id, at, expires_at) values
     ('old', $1, now() - interval '3 hours', now() - interval '1 hour'),
     ('new', $1, now(), now() + interval '2 hours')`,
    [tenant],
  )
  await query(
    `insert into kept_answers (key, tenant_id, sealed, expires_at) values
     ('old', $1, '', now() - interval '1 second'), ('new', $1, '', now() + interval '1 minute')`,
    [tenant],
  )
  await query(
    `insert into admin_sessions (id, subject, groups, sealed, authenticated_at, created_at) values
     ('old', 'jane', '[]', '', now() - interval '2 days', now() - interval '2 days'),
     ('new', 'jane', '[]', '', now(), now())`,
  )
  await query(
    `insert into admin_notices_seen (subject, audit_id, seen_at) values
     ('jane', 1, now() - interval '32 days'), ('jane', 2, now())`,
  )
  await connection.query(
    `insert into alerts_sent select id, 'misconfigured', now() - ago * interval '1 hour' from tenants, unnest(array[25, 1]) as ago`,
  )
  await query(
    `insert into brand_preview_links (id, tenant_id, created_by, expires_at) values
     (gen_random_uuid(), $1, 'old', now() - interval '1 second'),
     (gen_random_uuid(), $1, 'new', now() + interval '1 day')`,
    [tenant],
  )
  expect(await pruneExpired(connection)).toEqual({
    alertsSent: 1,
    rateLimits: 1,
    confirmations: 1,
    newestMails: 1,
    keptAnswers: 1,
    adminSessions: 1,
    adminNoticesSeen: 1,
    brandPreviewLinks: 1,
  })
  expect(await query('select key from rate_limits')).toEqual([{ key: 'new' }])
  expect(await query('select key from confirmations')).toEqual([{ key: 'new' }])
  expect(await query('select key from newest_mails')).toEqual([{ key: 'new' }])
  expect(await query('select key from kept_answers')).toEqual([{ key: 'new' }])
  expect(await query('select id from admin_sessions')).toEqual([{ id: 'new' }])
  expect(await query('select created_by as name from brand_preview_links')).toEqual([{ name: 'new' }])
  expect(await query('select audit_id::int as id from admin_notices_seen')).toEqual([{ id: 2 }])
})
