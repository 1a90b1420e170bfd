import 'server-only'
import { openMetrics, sendMetrics } from '../lib/flows/metrics'
import { env } from '../lib/platform/env'
import { beforeExit } from '../lib/platform/shutdown'

/**
 * Sends this process's metrics by OTLP (HTTP, protobuf) where OpenTelemetry's variables name an endpoint; the exporter reads
 * those that say how. To be called before anything is counted.
 */
export async function pushMetrics(): Promise<void> {
  const {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: metricsEndpoint,
    OTEL_METRIC_EXPORT_INTERVAL: everyMs,
  } = env()
  if (endpoint === undefined && metricsEndpoint === undefined) return
  const { OTLPMetricExporter } = await import('@opentelemetry/exporter-metrics-otlp-proto')
  openMetrics({ exporter: new OTLPMetricExporter(), everyMs })
  beforeExit('metrics', sendMetrics)
}
