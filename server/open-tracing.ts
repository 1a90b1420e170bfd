import 'server-only'
import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import {
  BatchSpanProcessor,
  type SpanExporter,
  type SpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import { resource, tellWhatIsNotSent } from '../lib/platform/telemetry'
import type { Tracer, Upstream } from '../lib/platform/tracing'
import { guarded, withoutNextsOwn } from './next-spans'
import { samplerOf } from './trace-sampler'

/** Spans that end together are sent together. */
const TOGETHER_MS = 200

type Options = {
  exporter: SpanExporter
  /** The share of traces that is recorded, from 0 to 1. */
  share: number
  /**
   * On Vercel: keeps the function running until something is sent, and Next begins the trace of a request, with the
   * platform's `traceparent`. Null on a server, where the thin server begins it.
   */
  waitUntil: ((work: Promise<unknown>) => void) | null
}

export type OpenTracing = { tracer: Tracer; flush(): Promise<void> }

/** A function stands still once its answer and what it waits for are over: then nothing is left to a timer. */
function sendBehindAnswers(batch: SpanProcessor, waitUntil: (work: Promise<unknown>) => void): SpanProcessor {
  let isPlanned = false
  const send = async () => {
    await new Promise((resolve) => setTimeout(resolve, TOGETHER_MS))
    isPlanned = false
    await batch.forceFlush()
  }
  return {
    onStart() {},
    onEnd() {
      if (isPlanned) return
      isPlanned = true
      waitUntil(send().catch(() => {}))
    },
    forceFlush: async () => {},
    shutdown: async () => {},
  }
}

const contextOf = (upstream: Upstream | null): Context =>
  upstream === null
    ? ROOT_CONTEXT
    : trace.setSpanContext(ROOT_CONTEXT, {
        traceId: upstream.traceId,
        spanId: upstream.spanId,
        traceFlags: upstream.isSampled ? 1 : 0,
        isRemote: true,
      })

const failed = (span: Span) => void span.setStatus({ code: SpanStatusCode.ERROR })

/** Makes OpenTelemetry the tracer of this process, for Next too. Called once. */
export function openTracing({ exporter, share, waitUntil }: Options): OpenTracing {
  tellWhatIsNotSent()
  const batch = new BatchSpanProcessor({ exporter })
  const spanProcessors = waitUntil === null ? [batch] : [batch, sendBehindAnswers(batch, waitUntil)]
  const provider = new TracerProvider({ resource: resource(), sampler: samplerOf(share), spanProcessors })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(withoutNextsOwn(provider))
  // Elsewhere a request's own `traceparent` proves nothing: the thin server reads it, behind a trusted proxy.
  if (waitUntil !== null) propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  const ours = provider.getTracer('rekey')
  const tracer: Tracer = {
    currentTraceId() {
      const current = trace.getActiveSpan()?.spanContext()
      return current !== undefined && trace.isSpanContextValid(current) ? current.traceId : null
    },
    describe: (attributes) => void trace.getActiveSpan()?.setAttributes(attributes),
    begin(name, upstream) {
      const outside = contextOf(upstream)
      const span = ours.startSpan(name, { kind: SpanKind.SERVER }, outside)
      return {
        traceId: span.spanContext().traceId,
        run: (handle) => context.with(trace.setSpan(outside, guarded(span, true)), handle),
        end(attributes, isFault) {
          span.setAttributes(attributes)
          if (isFault) failed(span)
          span.end()
        },
      }
    },
    async inSpan(name, attributes, work, ended) {
      // Not `isRecording`: what goes on behind an answer belongs to its request, whose span has ended.
      if (((trace.getActiveSpan()?.spanContext().traceFlags ?? 0) & 1) === 0) return work()
      return ours.startActiveSpan(name, { kind: SpanKind.CLIENT, attributes }, async (span) => {
        try {
          const result = await work()
          span.setAttributes(ended(result))
          return result
        } catch (error) {
          // Its message may quote what it was given; the log has it, redacted.
          failed(span)
          span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown')
          throw error
        } finally {
          span.end()
        }
      })
    },
  }
  return { tracer, flush: () => provider.forceFlush() }
}
