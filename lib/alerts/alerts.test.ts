import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addTestTenant, testDatabase } from '../db/test-database'
import { openAlerts } from './alerts'
import { alertsOf } from './conditions'
import { readWatched } from './tenant-hours'

const ACME = '00000000-0000-4000-8000-000000000001'
const GLOBEX = '00000000-0000-4000-8000-000000000002'
const SECRET = 'a-secret-for-this-test-of-alerts-only'

type Received = { headers: Record<string, unknown>; body: string }
let received: Received[] = []
let status = 204
let elsewhere = 0
let receiver: Server
let url: string

const db = testDatabase()
beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(Buffer.from(part))
    if (request.url !== '/alerts') elsewhere += 1
    else received.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
    response.writeHead(status, { Location: '/elsewhere' }).end('thank you')
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/alerts`
  const connection = await db.connection()
  await addTestTenant(connection, ACME, 'acme')
  await addTestTenant(connection, GLOBEX, 'globex')
})
afterAll(async () => {
  await db.close()
  receiver.closeAllConnections()
  await new Promise((resolve) => receiver.close(resolve))
})

const query = async (text: string, values?: unknown[]) => (await db.connection()).query(text, values)
beforeEach(async () => {
  received = []
  status = 204
  await query('truncate audit, activity_hours, alerts_sent')
})

/** Entries of the hour before this one, as the portal writes them. */
const happened = (tenant: string, event: string, outcome: string, count: number) =>
  query(
    `insert into audit (entry_id, at, tenant_id, event, outcome, username_tag)
     select gen_random_uuid(), date_trunc('hour', now()) - interval '30 minutes', $1, $2, $3, 'tag-of-a-person'
     from generate_series(1, $4::int)`,
    [tenant, event, outcome, count],
  )
const alerts = (target: { url: string; secret: string } | null = { url, secret: SECRET }) =>
  openAlerts({ database: db.database, target: () => target, baseUrl: () => 'https://reset.example' })
const told = () =>
  received.map(({ body }) => {
    const { type, data } = JSON.parse(body)
    return `${data.tenant} ${type}`
  })

test('a tenant that is misconfigured is told, signed, once for its hour, and nothing of its people', async () => {
  await happened(ACME, 'confirm.refused', 'misconfigured', 2)
  await happened(GLOBEX, 'confirm.done', 'done', 20)
  const rounds = await Promise.all([alerts().round(), alerts().round()])
  expect(rounds.reduce((sum, { sent }) => sum + sent, 0)).toBe(1)
  expect(await alerts().round()).toEqual({ sent: 0, failed: 0 })
  expect(told()).toEqual(['acme rekey.misconfigured'])
  const [{ headers, body } = { headers: {}, body: '' }] = received
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const wanted = createHmac('sha256', SECRET).update(signed).digest('base64')
  expect(headers['webhook-signature']).toBe(`v1,${wanted}`)
  expect(JSON.parse(body).data).toEqual({
    tenant: 'acme',
    text: '2 asks and attempts failed because the portal is misconfigured for this tenant.',
    counts: { asked: 0, landedSince: 2, unknown: 0, misconfigured: 2, all: 2 },
    console: 'https://reset.example/admin/activity?tenant=acme',
  })
})

test('lost answers are told where they are more than the week before had', async () => {
  await happened(ACME, 'confirm.in_doubt', 'unknown', 8)
  await happened(GLOBEX, 'confirm.in_doubt', 'unknown', 8)
  await query(
    `insert into activity_hours (tenant_id, hour, event, outcome, count)
     select $1, date_trunc('hour', now()) - interval '2 days', 'confirm.in_doubt', 'unknown', 50`,
    [GLOBEX],
  )
  await alerts().round()
  expect(told()).toEqual(['acme rekey.unknown-more-than-usual'])
})

test('a tenant at which nobody lands is told, also where links are opened at another', async () => {
  await happened(ACME, 'forgot.requested', 'sent', 12)
  await happened(GLOBEX, 'forgot.requested', 'sent', 12)
  await query(
    `insert into activity_hours (tenant_id, hour, event, outcome, count)
     values ($1, date_trunc('hour', now()), 'link.opened', 'reset', 1)`,
    [GLOBEX],
  )
  const [{ hour } = {}] = await query(`select date_trunc('hour', now()) as hour`)
  const now = new Date(Number(hour) + 30 * 60_000)
  const watched = await readWatched(await db.database(), now)
  const found = watched.map(({ tenant, hours, usual }) => [
    tenant.slug,
    hours.flatMap((each) => alertsOf(each, usual, now)),
  ])
  expect(found).toEqual([
    ['acme', ['nobody-lands']],
    ['globex', []],
  ])
})

test('what a receiver doesn’t take is tried again, and no redirect is followed', async () => {
  await happened(ACME, 'forgot.requested', 'misconfigured', 1)
  await happened(GLOBEX, 'forgot.requested', 'misconfigured', 1)
  for (status of [503, 307]) {
    received = []
    expect(await alerts().round()).toEqual({ sent: 0, failed: 1 })
    expect(received).toHaveLength(1)
  }
  expect(elsewhere).toBe(0)
  status = 200
  received = []
  expect(await alerts().round()).toEqual({ sent: 2, failed: 0 })
  expect(told()).toEqual(['acme rekey.misconfigured', 'globex rekey.misconfigured'])
})

test('where nobody wants to be told, nothing is read and nothing counts as told', async () => {
  await happened(ACME, 'forgot.requested', 'misconfigured', 1)
  expect(await alerts(null).round()).toEqual({ sent: 0, failed: 0 })
  expect(await query('select 1 from alerts_sent')).toEqual([])
})
