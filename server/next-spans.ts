import 'server-only'
import {
  type Attributes,
  type AttributeValue,
  context,
  INVALID_SPAN_CONTEXT,
  type Span,
  type SpanOptions,
  type Tracer,
  type TracerProvider,
  trace,
} from '@opentelemetry/api'

/**
 * What Next tells of itself to OpenTelemetry: spans whose attributes hold whole addresses with their queries, and messages
 * of errors that quote input. Only the span of a whole request is taken, and only where our own server didn't begin one
 * (on Vercel), with the attributes below. All others pass without a trace.
 */

/** Next's names of what is taken, and those of the current conventions. */
const TAKEN: Readonly<Record<string, string>> = {
  'http.method': 'http.request.method',
  'http.status_code': 'http.response.status_code',
  'http.route': 'http.route',
}

const taken = (attributes: Attributes = {}): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      name.startsWith('rekey.') ? [[name, value]] : TAKEN[name] === undefined ? [] : [[TAKEN[name], value]],
    ),
  )

const silent = (parent: Span | undefined): Span =>
  trace.wrapSpanContext(parent?.spanContext() ?? INVALID_SPAN_CONTEXT)

/**
 * The span of a request as Next gets to see it: it also writes to whatever span is current.
 *
 * @param isNamed whether it has its name already; Next's is the method and the pattern of the route, never the path
 */
export function guarded(span: Span, isNamed: boolean): Span {
  const guard: Span = {
    spanContext: () => span.spanContext(),
    isRecording: () => span.isRecording(),
    setAttribute: (name: string, value: AttributeValue) => guard.setAttributes({ [name]: value }),
    setAttributes(attributes) {
      span.setAttributes(taken(attributes))
      return guard
    },
    setStatus({ code }) {
      span.setStatus({ code })
      return guard
    },
    updateName(name) {
      if (!isNamed) span.updateName(name)
      return guard
    },
    addEvent: () => guard,
    addLink: () => guard,
    addLinks: () => guard,
    recordException: () => {},
    end: (time) => span.end(time),
  }
  return guard
}

function onlyRequests(real: Tracer): Tracer {
  const startActiveSpan = (name: string, options: SpanOptions, run: (span: Span) => unknown): unknown => {
    const parent = trace.getActiveSpan()
    const isInside = parent !== undefined && parent.spanContext().isRemote !== true
    if (isInside || options.attributes?.['next.span_type'] !== 'BaseServer.handleRequest')
      return run(silent(parent))
    const span = guarded(real.startSpan(name, { ...options, attributes: taken(options.attributes) }), false)
    return context.with(trace.setSpan(context.active(), span), () => run(span))
  }
  return {
    startSpan: () => silent(trace.getActiveSpan()),
    // Next always calls it with these three.
    startActiveSpan: startActiveSpan as Tracer['startActiveSpan'],
  }
}

/** The same provider, with what Next makes of it reduced. */
export const withoutNextsOwn = (provider: TracerProvider): TracerProvider => ({
  getTracer(...named) {
    const real = provider.getTracer(...named)
    return named[0] === 'next.js' ? onlyRequests(real) : real
  },
})
