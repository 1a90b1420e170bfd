import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { openSite } from './site'
import { Visitor } from './visitor'

const SECRET = 'what-the-receiver-of-alerts-knows-too'
const CRON_TOKEN = 'a-token-that-only-the-scheduler-has'

test('a tenant whose app client is gone rings once, signed, where operators are told', {
  tag: '@long',
}, async () => {
  const received: { id: string; signature: string; time: string; body: string }[] = []
  const receiver = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const header = (name: string) => String(request.headers[`webhook-${name}`])
    const body = Buffer.concat(parts).toString()
    received.push({ id: header('id'), signature: header('signature'), time: header('timestamp'), body })
    response.writeHead(204).end()
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const site = await openSite({
    REKEY_ALERT_WEBHOOK: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
    REKEY_ALERT_SECRET: SECRET,
    REKEY_CRON_TOKEN: CRON_TOKEN,
    REKEY_ANSWER_TIME_FACTOR: '3',
  })
  const round = async (token = CRON_TOKEN) => {
    const headers = { authorization: `Bearer ${token}` }
    return fetch(`http://127.0.0.1:${site.portal.port}/api/cron/alerts`, { headers })
  }
  const person = site.person()
  const ask = () => new Visitor(site.portal.port).ask('/northwind', person.username)
  expect((await ask()).page).toBe('sent')
  expect(await (await round()).json()).toEqual({ sent: 0, failed: 0 })
  expect((await round('somebody-else')).status).toBe(401)
  expect(received).toEqual([])

  site.emulator.faults.add({
    kind: 'error',
    name: 'ResourceNotFoundException',
    operation: 'ForgotPassword',
    clientId: site.client('northwind').id,
  })
  const other = site.person()
  expect((await new Visitor(site.portal.port).ask('/northwind', other.username)).error).toBe('misconfigured')
  await expect.poll(async () => (await round()).json()).toEqual({ sent: 1, failed: 0 })
  expect(await (await round()).json()).toEqual({ sent: 0, failed: 0 })
  await site.close()
  receiver.close().closeAllConnections()

  expect(received).toHaveLength(1)
  const [{ id, signature, time, body } = { id: '', signature: '', time: '', body: '' }] = received
  const wanted = createHmac('sha256', SECRET).update(`${id}.${time}.${body}`).digest('base64')
  expect(signature).toBe(`v1,${wanted}`)
  expect(JSON.parse(body)).toMatchObject({
    type: 'rekey.misconfigured',
    data: { tenant: 'northwind', counts: { misconfigured: 1 } },
  })
  expect(body).not.toContain(other.username)
})
