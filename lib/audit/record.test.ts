import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../db/test-database'
import { lendResponse } from '../platform/lent-response'
import { keepFacts } from '../platform/tracing'
import { openAudit } from './record'

const db = testDatabase()
const audit = openAudit(db.database)

beforeAll(() => {
  process.env.REKEY_SECRET = 'kV3p9xQ2mN7rT5wY8zB1cD4fG6hJ0lSa'
  process.env.REKEY_BASE_URL = 'https://reset.example'
})
afterAll(db.close)

const TENANT = '00000000-0000-4000-8000-000000000001'

test('an event is one row with the database’s time and only the network of the address', async () => {
  await audit.record({
    event: 'confirm.done',
    tenantId: TENANT,
    outcome: 'done',
    usernameTag: 'tag',
    address: '203.0.113.77',
    supportCode: 'K7M2',
    cognitoRequestId: 'request-1',
    brandRevision: 'r1',
    locale: 'da',
  })
  const [row] = await (await db.connection()).query(
    `select *, now() - at < interval '5 seconds' as recent from audit`,
  )
  expect(row).toMatchObject({
    event: 'confirm.done',
    tenant_id: TENANT,
    outcome: 'done',
    username_tag: 'tag',
    address: '203.0.113.0/24',
    support_code: 'K7M2',
    cognito_request_id: 'request-1',
    brand_revision: 'r1',
    locale: 'da',
    details: null,
    recent: true,
  })
})

test('what no database takes is made fit, and private details do not get in', async () => {
  await audit.record({
    event: 'forgot.requested',
    tenantId: "1'; drop table audit",
    outcome: `a\0b\ud800c${'x'.repeat(1_000)}`,
    address: 'not an address',
    details: { username: 'ada', error: 'TooManyRequestsException', nested: { code: '246810' } },
  })
  expect(await audit.drain()).toBe(true)
  const [row] = await (await db.connection()).query(`select * from audit where event = 'forgot.requested'`)
  expect(row).toMatchObject({ tenant_id: null, address: null, outcome: `abc${'x'.repeat(195)}` })
  expect(JSON.stringify(row)).not.toMatch(/ada|246810/)
})

test('a row has the trace of the request that it came from', async () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  keepFacts(response, { traceId, tenant: null })
  await lendResponse(response, () => audit.record({ event: 'confirm.refused', tenantId: null }))
  await audit.record({ event: 'confirm.refused', tenantId: null })
  expect(await audit.drain()).toBe(true)
  const rows = await (await db.connection()).query(
    `select trace_id from audit where event = 'confirm.refused' order by id`,
  )
  expect(rows).toEqual([{ trace_id: traceId }, { trace_id: null }])
})
