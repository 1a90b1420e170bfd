import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { textsIn } from './leaks'
import { openSite } from './site'
import { Visitor } from './visitor'

// What the traces of a whole reset hold; that nothing else is in them is looked at after all tests (telemetry-check.ts).

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const strangers = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'

async function collector() {
  const traces: Buffer[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    if (request.url === '/v1/traces') traces.push(Buffer.concat(parts))
    response.writeHead(200).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    traces: () => Buffer.concat(traces),
    close: () => server.close().closeAllConnections(),
  }
}

/** How often a trace's id stands in what was sent: once for each of its spans. */
const spansOf = (sent: Buffer, id: string) => sent.toString('hex').split(id).length - 1

for (const [hops, header, expected] of [
  ['1', traceId, traceId],
  ['0', strangers, null],
] as const)
  test(`a reset is traced with its store, limits and calls, and ${hops === '1' ? 'goes on with the trace of a trusted proxy' : 'a visitor begins no trace'}`, {
    tag: '@long',
  }, async () => {
    const { url, traces, close } = await collector()
    const site = await openSite({ OTEL_EXPORTER_OTLP_ENDPOINT: url, REKEY_TRUSTED_HOPS: hops })
    const person = site.person()
    const who = new Visitor(site.portal.port, {
      headers: { traceparent: `00-${header}-00f067aa0ba902b7-01`, 'x-forwarded-for': '203.0.113.9' },
    })
    await who.ask('/northwind', person.username)
    const output = () => site.portal.output()
    await site.close()
    close()
    const lines = output()
      .split('\n')
      .filter((line) => line.includes('"request.served"'))
      .map((line) => JSON.parse(line))
    const asked = lines.find(({ method, route }) => method === 'POST' && route === '/[tenant]/forgot')
    expect(asked).toMatchObject({
      tenant: 'northwind',
      trace: expected ?? expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    expect(asked.trace).not.toBe(strangers)
    const sent = traces()
    expect(spansOf(sent, strangers)).toBe(0)
    // The request, the decision of the limits, the call, and the statements of both.
    expect(spansOf(sent, asked.trace)).toBeGreaterThanOrEqual(4)
    const texts = textsIn(sent).join('\n')
    for (const name of ['POST /[tenant]/forgot', 'limits take', 'cognito ForgotPassword', 'store insert'])
      expect(texts).toContain(name)
    // Next's own spans have whole addresses.
    expect(texts).not.toMatch(/http\.target|next\.span_type/)
  })
