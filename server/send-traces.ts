import 'server-only'
import type { TracerProvider } from '@opentelemetry/api'
import { env } from '../lib/platform/env'
import { beforeExit } from '../lib/platform/shutdown'
import { provideTracer } from '../lib/platform/tracing'

/** The share of traces that is recorded, from 0 to 1. */
function traceShare(): number {
  const { OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: share } = env()
  if (sampler.endsWith('always_off')) return 0
  return sampler.endsWith('always_on') ? 1 : share
}

/**
 * What records traces and sends them by OTLP (HTTP, protobuf), where OpenTelemetry's variables name an endpoint; else null.
 * Where they don't, nothing of it is loaded. The exporter reads those variables that say how.
 *
 * @param waitUntil keeps a function on Vercel running; null on a server
 */
export async function otlpTraces(
  waitUntil: (() => Promise<(work: Promise<unknown>) => void>) | null,
): Promise<TracerProvider | null> {
  const {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: tracesEndpoint,
    OTEL_TRACES_EXPORTER: exporterName,
  } = env()
  if (exporterName === 'none' || (endpoint === undefined && tracesEndpoint === undefined)) return null
  const [{ OTLPTraceExporter }, { sentTraces }] = await Promise.all([
    import('@opentelemetry/exporter-trace-otlp-proto'),
    import('./sent-traces'),
  ])
  const { provider, flush } = sentTraces({
    exporter: new OTLPTraceExporter(),
    share: traceShare(),
    waitUntil: waitUntil && (await waitUntil()),
  })
  beforeExit('traces', flush)
  return provider
}

/** Sends a trace of each request of a server, where there is somewhere to send it to. */
export async function sendTraces(): Promise<void> {
  const provider = await otlpTraces(null)
  if (provider === null) return
  const { openTracing } = await import('./open-tracing')
  provideTracer(openTracing({ provider, ended: null }))
}
