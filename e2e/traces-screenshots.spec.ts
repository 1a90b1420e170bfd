import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { NEW_PASSWORD, openSite } from './site'
import { readSpans, type SentSpan } from './traces/read-spans'
import { waterfall } from './traces/waterfall'
import { Visitor } from './visitor'

// A picture of a whole reset as a trace. Each request is a trace of its own; here a trusted proxy gave all of them one.

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const AWAY_MS = 150

test('a picture of the trace of one reset', async () => {
  const spans: SentSpan[] = []
  const collector = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    if (request.url === '/v1/traces') spans.push(...readSpans(Buffer.concat(parts)))
    response.writeHead(200).end()
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  const site = await openSite({
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    REKEY_TRUSTED_HOPS: '1',
    REKEY_ANSWER_TIME_FACTOR: '1',
  })
  // What a region of AWS is away, more or less.
  for (const operation of ['ForgotPassword', 'ConfirmForgotPassword'])
    site.emulator.faults.add({ kind: 'delay-after', ms: AWAY_MS, operation })

  async function reset(traceparent: Record<string, string>): Promise<void> {
    const headers = { 'x-forwarded-for': '203.0.113.9', ...traceparent }
    const who = new Visitor(site.portal.port, { headers })
    const person = site.person()
    await who.submit(await who.open('/northwind/forgot'), 'username', { username: person.username })
    const { link } = await site.newestMail(person)
    const form = await who.open((link ?? '').slice(site.portal.url.length))
    const done = await who.submit(form, 'password', { password: NEW_PASSWORD })
    expect(done.page).toBe('done')
  }

  // Once for a process that has just started, which reads each tenant anew.
  await reset({})
  await reset({ traceparent: `00-${TRACE}-00f067aa0ba902b7-01` })
  await site.close()
  collector.close().closeAllConnections()

  const own = spans.filter(({ traceId }) => traceId === TRACE)
  const names = own.map(({ name }) => name)
  for (const name of [
    'POST /[tenant]/forgot',
    'POST /[tenant]/reset',
    'cognito ConfirmForgotPassword',
    'limits take',
  ])
    expect(names).toContain(name)
  mkdirSync('test-results/screens', { recursive: true })
  writeFileSync('test-results/screens/trace-of-a-reset.svg', waterfall(own, 'The trace of one reset'))
})
