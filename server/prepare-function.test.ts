import { context, propagation, SpanKind, trace } from '@opentelemetry/api'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { log, logTo } from '../lib/platform/log'
import { currentTraceId, noteTenant } from '../lib/platform/tracing'
import { prepareFunction } from './prepare-function'

const lines: Record<string, unknown>[] = []

beforeAll(async () => {
  Object.assign(process.env, {
    VERCEL: '1',
    REKEY_SECRET: 'kV3p9xQ2mN7rT5wY8zB1cD4fG6hJ0lSa',
    REKEY_BASE_URL: 'https://reset.example',
  })
  logTo({ write: (text) => lines.push(JSON.parse(text)) })
  await prepareFunction()
})
beforeEach(() => {
  lines.length = 0
})
afterAll(() => logTo(process.stdout))

/** As Next handles a request in a function on Vercel: a span with the whole address, and at its end what it answered. */
function handled(traceparent: string | null, status: number, route: string | null, run: () => void): void {
  const outside = propagation.extract(context.active(), traceparent === null ? {} : { traceparent })
  const attributes = {
    'next.span_type': 'BaseServer.handleRequest',
    'http.method': 'GET',
    'http.target': '/acme/link?u=ada&c=246810',
  }
  context.with(outside, () =>
    trace.getTracer('next.js').startActiveSpan('GET', { kind: SpanKind.SERVER, attributes }, (span) => {
      run()
      span.setAttributes({ 'http.status_code': status, ...(route !== null && { 'http.route': route }) })
      span.end()
    }),
  )
}

test('a request to a function is one line, by its route and its tenant, in the trace of all that is said meanwhile', () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  handled(`00-${traceId}-00f067aa0ba902b7-01`, 303, '/[tenant]/link', () => {
    noteTenant('acme')
    expect(currentTraceId()).toBe(traceId)
    log.warn('cognito.forgot_password', {})
  })
  expect(lines[0]).toMatchObject({ event: 'cognito.forgot_password', trace: traceId })
  expect(lines.slice(1)).toEqual([
    {
      level: 'info',
      time: expect.any(String),
      event: 'request.served',
      method: 'GET',
      route: '/[tenant]/link',
      status: 303,
      tenant: 'acme',
      ms: expect.any(Number),
      trace: traceId,
    },
  ])
  expect(JSON.stringify(lines)).not.toMatch(/ada|246810/)
})

test('where nobody began a trace each request has its own, and an address without a page has no route', () => {
  for (const status of [404, 404]) handled(null, status, null, () => {})
  const [one, other] = lines
  expect(one).toMatchObject({ route: 'none', status: 404, trace: expect.stringMatching(/^[0-9a-f]{32}$/) })
  expect(other?.trace).not.toBe(one?.trace)
  expect(one).not.toHaveProperty('tenant')
})
