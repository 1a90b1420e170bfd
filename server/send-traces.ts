import 'server-only'
import { env, runsOnVercel } from '../lib/platform/env'
import { beforeExit } from '../lib/platform/shutdown'
import { provideTracer } from '../lib/platform/tracing'

/** The share of traces that is recorded, from 0 to 1. */
function traceShare(): number {
  const { OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: share } = env()
  if (sampler.endsWith('always_off')) return 0
  return sampler.endsWith('always_on') ? 1 : share
}

/**
 * Sends a trace of each request by OTLP (HTTP, protobuf) where OpenTelemetry's variables name an endpoint. Everywhere else
 * nothing of it is loaded. The exporter reads those variables that say how.
 */
export async function sendTraces(): Promise<void> {
  const {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: tracesEndpoint,
    OTEL_TRACES_EXPORTER: exporterName,
  } = env()
  if (exporterName === 'none' || (endpoint === undefined && tracesEndpoint === undefined)) return
  const [{ OTLPTraceExporter }, { openTracing }] = await Promise.all([
    import('@opentelemetry/exporter-trace-otlp-proto'),
    import('./open-tracing'),
  ])
  const waitUntil = runsOnVercel() ? (await import('@vercel/functions')).waitUntil : null
  const { tracer, flush } = openTracing({ exporter: new OTLPTraceExporter(), share: traceShare(), waitUntil })
  provideTracer(tracer)
  beforeExit('traces', flush)
}
