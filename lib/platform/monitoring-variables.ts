import { z } from 'zod'

const endpoint = z.url({ protocol: /^https?$/, error: 'is not an http(s) address' }).optional()

/** The variables for metrics, traces and the access log; a part of the environment's schema. */
export const monitoringVariables = {
  REKEY_METRICS_TOKEN: z.string().min(16, { error: 'must be at least 16 characters' }).optional(),
  /** `failed`: only lines of requests that were answered with 500 and above, or not at all. */
  REKEY_ACCESS_LOG: z.enum(['on', 'failed', 'off']).default('on'),
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint,
  OTEL_METRIC_EXPORT_INTERVAL: z.coerce.number().int().min(1_000).max(3_600_000).optional(),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none']).default('otlp'),
  /** OpenTelemetry's names; whether a trace has a parent is always looked at (`server/trace-sampler.ts`). */
  OTEL_TRACES_SAMPLER: z
    .enum([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ])
    .default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
}
