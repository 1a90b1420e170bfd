import { context, propagation, SpanKind, trace } from '@opentelemetry/api'
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace'
import { afterEach, expect, test } from 'vitest'
import type { RequestOfNext } from './next-spans'
import { openTracing } from './open-tracing'
import { sentTraces } from './sent-traces'

const upstream = {
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spanId: '00f067aa0ba902b7',
  isSampled: true,
}

afterEach(() => {
  trace.disable()
  context.disable()
  propagation.disable()
})

/** As Next does it: a span of its own with the whole address, and what it found out at the end. */
function asNext<T>(type: string, run: () => Promise<T>): Promise<T> {
  return trace.getTracer('next.js').startActiveSpan(
    'GET',
    {
      kind: SpanKind.SERVER,
      attributes: { 'next.span_type': type, 'http.target': '/acme/link?u=ada&c=246810' },
    },
    async (span) => {
      try {
        return await run()
      } catch (error) {
        span.recordException(error as Error)
        span.setStatus({ code: 2, message: String(error) })
        throw error
      } finally {
        span.setAttributes({ 'http.status_code': 200, 'http.route': '/[tenant]/link', 'next.rsc': false })
        span.updateName('GET /[tenant]/link')
        span.end()
      }
    },
  )
}

const told: RequestOfNext[] = []

function opened(waitUntil: ((work: Promise<unknown>) => void) | null = null, share = 1) {
  const exporter = new InMemorySpanExporter()
  const { provider, flush } = sentTraces({ exporter, share, waitUntil })
  const tracer = openTracing({ provider, ended: waitUntil && ((request) => told.push(request)) })
  const spans = async () => {
    await flush()
    return exporter.getFinishedSpans()
  }
  return { tracer, spans }
}

test('a request and the work for it are one trace, which a trusted proxy began; what Next adds is left out', async () => {
  const { tracer, spans } = opened()
  const request = tracer.begin('GET /[tenant]/link', upstream)
  expect(request.traceId).toBe(upstream.traceId)
  const inside = await request.run(() =>
    asNext('BaseServer.handleRequest', () =>
      asNext('AppRender.getBodyResult', () =>
        tracer.inSpan(
          'store select tenants',
          { 'db.operation.name': 'select' },
          async () => tracer.currentTraceId(),
          () => ({ rows: 1 }),
        ),
      ),
    ),
  )
  request.end({ 'http.response.status_code': 200 }, false)
  expect(inside).toBe(upstream.traceId)
  const [store, root, ...others] = await spans()
  expect(others).toEqual([])
  expect(root).toMatchObject({
    name: 'GET /[tenant]/link',
    kind: SpanKind.SERVER,
    parentSpanContext: { spanId: upstream.spanId },
    attributes: { 'http.response.status_code': 200 },
  })
  expect(store).toMatchObject({
    name: 'store select tenants',
    parentSpanContext: { spanId: root?.spanContext().spanId },
    attributes: { 'db.operation.name': 'select', rows: 1 },
  })
})

test('work outside of a request, or in one that is not recorded, is no span', async () => {
  const { tracer, spans } = opened(null, 0)
  const work = () =>
    tracer.inSpan(
      'store select',
      {},
      async () => tracer.currentTraceId(),
      () => ({}),
    )
  expect(await work()).toBeNull()
  const request = tracer.begin('GET /', null)
  expect(await request.run(work)).toBe(request.traceId)
  request.end({}, false)
  expect(await spans()).toEqual([])
})

test('what goes on behind an answer is still in its trace', async () => {
  const { tracer, spans } = opened()
  const request = tracer.begin('POST /[tenant]/forgot', null)
  let answer = () => {}
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  const behind = request.run(async () => {
    await answered
    return tracer.inSpan(
      'cognito ForgotPassword',
      {},
      async () => null,
      () => ({}),
    )
  })
  request.end({}, false)
  answer()
  await behind
  const [root, cognito] = await spans()
  expect(cognito?.parentSpanContext?.spanId).toBe(root?.spanContext().spanId)
})

test('Next writes to the span of a request no more than to its own', async () => {
  const { tracer, spans } = opened()
  const request = tracer.begin('GET /[tenant]/link', null)
  request.run(() => {
    const current = trace.getActiveSpan()
    current?.setAttributes({ 'http.target': '/acme/link?u=ada&c=246810', 'http.status_code': 200 })
    current?.recordException(new Error('ada'))
    current?.updateName('GET /acme/link?u=ada')
  })
  request.end({}, false)
  expect(await spans()).toMatchObject([
    { name: 'GET /[tenant]/link', attributes: { 'http.response.status_code': 200 }, events: [] },
  ])
  expect(JSON.stringify((await spans()).map(({ attributes }) => attributes))).not.toContain('246810')
})

test('an error of the work is told by its name alone', async () => {
  const { tracer, spans } = opened()
  const request = tracer.begin('POST /[tenant]/reset', null)
  const failing = async () => {
    throw new TypeError('no such user: ada')
  }
  await expect(request.run(() => tracer.inSpan('mail send', {}, failing, () => ({})))).rejects.toThrow('ada')
  request.end({}, true)
  const [mail, root] = await spans()
  expect(mail).toMatchObject({ attributes: { 'error.type': 'TypeError' }, status: { code: 2 }, events: [] })
  expect(root?.status).toEqual({ code: 2 })
  expect(JSON.stringify([mail?.attributes, mail?.status, mail?.events])).not.toContain('ada')
})

test('where Next begins the trace, its request is told by the pattern of its route and kept until it is sent', async () => {
  const waited: Promise<unknown>[] = []
  const { tracer, spans } = opened((work) => waited.push(work))
  const carrier = { traceparent: `00-${upstream.traceId}-${upstream.spanId}-01` }
  const outside = propagation.extract(context.active(), carrier)
  const run = async () => {
    tracer.describe({ 'rekey.tenant': 'acme' })
    await tracer.inSpan(
      'cognito ForgotPassword',
      {},
      async () => null,
      () => ({}),
    )
    throw new Error('said about ada')
  }
  await expect(context.with(outside, () => asNext('BaseServer.handleRequest', run))).rejects.toThrow()
  expect(waited).toHaveLength(1)
  await Promise.all(waited)
  const [cognito, root, ...others] = await spans()
  expect(others).toEqual([])
  expect(root).toMatchObject({
    name: 'GET /[tenant]/link',
    parentSpanContext: { spanId: upstream.spanId },
    attributes: { 'http.response.status_code': 200, 'http.route': '/[tenant]/link', 'rekey.tenant': 'acme' },
    status: { code: 2 },
    events: [],
  })
  expect(cognito?.spanContext().traceId).toBe(upstream.traceId)
  expect(JSON.stringify(root?.attributes)).not.toMatch(/246810|ada/)
  expect(root?.status.message).toBeUndefined()
})

test('where Next draws the page within a span of its own, the tenant is still the request’s', async () => {
  const { tracer } = opened((work) => void work)
  told.length = 0
  await asNext('BaseServer.handleRequest', async () => {
    const drawing = trace.getTracer('next.js').startSpan('render')
    context.with(trace.setSpan(context.active(), drawing), () => tracer.describe({ 'rekey.tenant': 'acme' }))
    drawing.setAttributes({ 'next.route': '/acme/link?u=ada' }).end()
  })
  expect(told).toMatchObject([{ attributes: { 'rekey.tenant': 'acme' } }])
  expect(JSON.stringify(told)).not.toContain('ada')
})

test.each([1, 0])(
  'of which the end is told whether it is recorded or not: the share is %i',
  async (share) => {
    const { tracer } = opened((work) => void work, share)
    const carrier = { traceparent: `00-${upstream.traceId}-${upstream.spanId}-01` }
    told.length = 0
    await context.with(propagation.extract(context.active(), carrier), () =>
      asNext('BaseServer.handleRequest', async () => tracer.describe({ 'rekey.tenant': 'acme' })),
    )
    expect(told).toEqual([
      {
        traceId: upstream.traceId,
        ms: expect.any(Number),
        attributes: {
          'http.response.status_code': 200,
          'http.route': '/[tenant]/link',
          'rekey.tenant': 'acme',
        },
      },
    ])
  },
)

test('on a server a `traceparent` that Next might read is nobody’s', () => {
  opened()
  const carrier = { traceparent: `00-${upstream.traceId}-${upstream.spanId}-01` }
  expect(trace.getSpanContext(propagation.extract(context.active(), carrier))).toBeUndefined()
})
