import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto'
import { afterEach, expect, test } from 'vitest'
import { logTo } from './log'
import { openTelemetry } from './telemetry'

afterEach(() => logTo(process.stdout))

test('counters and histograms come out as Prometheus reads them', async () => {
  const telemetry = openTelemetry(null)
  const asks = telemetry.counter('asks_total', 'Asks.')
  asks.add(1, { tenant: 'acme', outcome: 'sent' })
  asks.add(1, { tenant: 'acme', outcome: 'sent' })
  const calls = telemetry.histogram('call_seconds', 'Calls.')
  calls.record(0.2, { tenant: 'acme' })
  calls.record(30, { tenant: 'acme' })
  const text = await telemetry.expose()
  expect(text).toContain('# HELP asks_total Asks.\n# TYPE asks_total counter\n')
  expect(text).toContain('asks_total{tenant="acme",outcome="sent"} 2\n')
  const bounds = ['0.05', '0.1', '0.25', '0.5', '1', '2', '4', '8', '12', '+Inf']
  expect(
    [...text.matchAll(/call_seconds_bucket\{tenant="acme",le="(.*)"\} (\d)/g)].map(([, le, count]) => [
      le,
      count,
    ]),
  ).toEqual(bounds.map((le, index) => [le, index < 2 ? '0' : le === '+Inf' ? '2' : '1']))
  expect(text).toContain('call_seconds_sum{tenant="acme"} 30.2\n')
  expect(text).toContain('call_seconds_count{tenant="acme"} 2\n')
})

test('numbers go on where they were after they were read', async () => {
  const telemetry = openTelemetry(null)
  const asks = telemetry.counter('asks_total', 'Asks.')
  for (const expected of [1, 2, 3]) {
    asks.add(1, { tenant: 'acme' })
    expect(await telemetry.expose()).toContain(`asks_total{tenant="acme"} ${expected}\n`)
  }
})

test('what is so at this moment is a gauge, and nothing stands beside it', async () => {
  const telemetry = openTelemetry(null)
  telemetry.gauge('asks', 'Asks under way.', () => [{ value: 3, labels: {} }])
  expect(await telemetry.expose()).toBe('# HELP asks Asks under way.\n# TYPE asks gauge\nasks 3\n')
})

test('a label cannot break out of its quotes', async () => {
  const telemetry = openTelemetry(null)
  telemetry.counter('a_total', 'A.').add(1, { tenant: 'x"} 1\n# evil\\' })
  expect(await telemetry.expose()).toContain('a_total{tenant="x\\"} 1\\n# evil\\\\"} 1\n')
})

test('a flood of series is cut off and counted together', async () => {
  const telemetry = openTelemetry(null)
  const counter = telemetry.counter('a_total', 'A.')
  for (let series = 0; series < 20_005; series++) counter.add(1, { tenant: String(series) })
  const text = await telemetry.expose()
  expect(text).toContain('a_total{otel_metric_overflow="true"} 6\n')
  expect(text.match(/^a_total\{/gm)).toHaveLength(20_000)
})

/** A collector that keeps what it is sent, and its address. */
async function collector(status: number) {
  const received: { path: string | undefined; type: string | undefined; body: string }[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const { url: path, headers } = request
    received.push({ path, type: headers['content-type'], body: Buffer.concat(parts).toString('latin1') })
    response.writeHead(status).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/metrics`
  return { url, received, close: () => server.close().closeAllConnections() }
}

test('what is counted is sent to a collector, and read as before', async () => {
  const { url, received, close } = await collector(200)
  const telemetry = openTelemetry({ exporter: new OTLPMetricExporter({ url }) })
  telemetry.counter('asks_total', 'Asks.').add(1, { tenant: 'acme' })
  await telemetry.flush()
  close()
  expect(received).toMatchObject([{ path: '/v1/metrics', type: 'application/x-protobuf' }])
  for (const word of ['rekey', 'asks_total', 'acme', 'service.instance.id'])
    expect(received[0]?.body).toContain(word)
  expect(await telemetry.expose()).toContain('asks_total{tenant="acme"} 1\n')
})

test('a collector that refuses is a line in the log and no error', async () => {
  let written = ''
  logTo({ write: (text) => (written += text) })
  const { url, close } = await collector(400)
  const telemetry = openTelemetry({ exporter: new OTLPMetricExporter({ url }) })
  telemetry.counter('asks_total', 'Asks.').add(1, { tenant: 'acme' })
  await telemetry.flush()
  close()
  expect(JSON.parse(written)).toMatchObject({ level: 'warn', event: 'telemetry.not_sent' })
})
