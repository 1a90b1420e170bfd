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

const own = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => name.startsWith('rekey.')))

const taken = (attributes: Attributes = {}): Attributes => ({
  ...own(attributes),
  ...Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      TAKEN[name] === undefined ? [] : [[TAKEN[name], value]],
    ),
  ),
})

/** A span that is not one. Next draws pages with it as the current span: what the portal says then is for the one around it. */
function silent(parent: Span | undefined): Span {
  const span = trace.wrapSpanContext(parent?.spanContext() ?? INVALID_SPAN_CONTEXT)
  return Object.assign(span, {
    setAttributes(attributes: Attributes) {
      parent?.setAttributes(own(attributes))
      return span
    },
  })
}

/** A request that Next has answered. `attributes` are those that are taken. */
export type RequestOfNext = { traceId: string; ms: number; attributes: Attributes }

type Guard = {
  /** Whether it has its name already; Next's is the method and the pattern of the route, never the path. */
  isNamed: boolean
  /** Is told what else is said of the span, recorded or not. */
  said?: (attributes: Attributes) => void
  ended?: () => void
}

/** The span of a request as Next gets to see it: it also writes to whatever span is current. */
export function guarded(span: Span, { isNamed, said, ended }: Guard): Span {
  const guard: Span = {
    spanContext: () => span.spanContext(),
    isRecording: () => span.isRecording(),
    setAttribute: (name: string, value: AttributeValue) => guard.setAttributes({ [name]: value }),
    setAttributes(attributes) {
      const kept = taken(attributes)
      span.setAttributes(kept)
      said?.(kept)
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
    end(time) {
      span.end(time)
      ended?.()
    },
  }
  return guard
}

function onlyRequests(real: Tracer, tell: (request: RequestOfNext) => void): Tracer {
  const startActiveSpan = (name: string, options: SpanOptions, run: (span: Span) => unknown): unknown => {
    const parent = trace.getActiveSpan()
    const isInside = parent !== undefined && parent.spanContext().isRemote !== true
    if (isInside || options.attributes?.['next.span_type'] !== 'BaseServer.handleRequest')
      return run(silent(parent))
    const start = performance.now()
    const attributes: Attributes = taken(options.attributes)
    const begun = real.startSpan(name, { ...options, attributes })
    const { traceId } = begun.spanContext()
    const span = guarded(begun, {
      isNamed: false,
      said: (more) => void Object.assign(attributes, more),
      ended: () => tell({ traceId, ms: performance.now() - start, attributes }),
    })
    return context.with(trace.setSpan(context.active(), span), () => run(span))
  }
  return {
    startSpan: () => silent(trace.getActiveSpan()),
    // Next always calls it with these three.
    startActiveSpan: startActiveSpan as Tracer['startActiveSpan'],
  }
}

/**
 * The same provider, with what Next makes of it reduced.
 *
 * @param tell is told of each request whose span Next began, once it has ended
 */
export const withoutNextsOwn = (
  provider: TracerProvider,
  tell: (request: RequestOfNext) => void,
): TracerProvider => ({
  getTracer(...named) {
    const real = provider.getTracer(...named)
    return named[0] === 'next.js' ? onlyRequests(real, tell) : real
  },
})
