import 'server-only'
import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TracerProvider,
  trace,
} from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import type { Tracer, Upstream } from '../lib/platform/tracing'
import { guarded, type RequestOfNext, withoutNextsOwn } from './next-spans'

type Options = {
  /** Makes the spans. */
  provider: TracerProvider
  /**
   * On Vercel Next begins the trace of a request, with the platform's `traceparent`, and this is told how it ended. Null on
   * a server, where the thin server begins it.
   */
  ended: ((request: RequestOfNext) => void) | null
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
export function openTracing({ provider, ended }: Options): Tracer {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(withoutNextsOwn(provider, ended ?? (() => {})))
  // Elsewhere a request's own `traceparent` proves nothing: the thin server reads it, behind a trusted proxy.
  if (ended !== null) propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  const ours = provider.getTracer('rekey')
  return {
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
        run: (handle) => context.with(trace.setSpan(outside, guarded(span, { isNamed: true })), handle),
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
}
