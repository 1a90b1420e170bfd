import 'server-only'
import { env } from './env'
import type { Push } from './telemetry'

/**
 * Where this process's metrics are sent: by OTLP (HTTP, protobuf) where OpenTelemetry's variables name an endpoint, else
 * nowhere. The exporter reads those variables that say how.
 */
export async function metricsPush(): Promise<Push | null> {
  const {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: metricsEndpoint,
    OTEL_METRIC_EXPORT_INTERVAL: everyMs,
  } = env()
  if (endpoint === undefined && metricsEndpoint === undefined) return null
  const { OTLPMetricExporter } = await import('@opentelemetry/exporter-metrics-otlp-proto')
  return { exporter: new OTLPMetricExporter(), everyMs }
}
