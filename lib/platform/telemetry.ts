import 'server-only'
import type { Counter, Histogram, MeterProvider as Provider } from '@opentelemetry/api'
import { setGlobalErrorHandler } from '@opentelemetry/core'
import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus'
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources'
import {
  MeterProvider,
  MetricReader,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
} from '@opentelemetry/sdk-metrics'
import { log } from './log'

const BUCKETS_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 12]
/**
 * More series of one metric than all outcomes of all tenants between two readings; what comes after them is counted under
 * `otel_metric_overflow`. Labels come from the code and from tenants' slugs, never from a visitor.
 */
const MAXIMUM_SERIES = 20_000
const DRAIN_EVERY_MS = 60_000
const TOLD_EVERY_MS = 60_000

/** Read by whoever asks, without a port or a timer of its own. */
class PullReader extends MetricReader {
  constructor() {
    super({ cardinalitySelector: () => MAXIMUM_SERIES })
  }
  protected async onForceFlush(): Promise<void> {}
  protected async onShutdown(): Promise<void> {}
}

/** One number of a gauge. */
export type Gauged = { readonly value: number; readonly labels: Readonly<Record<string, string>> }

export type Telemetry = {
  counter(name: string, help: string): Counter
  /** A histogram of seconds. */
  histogram(name: string, help: string): Histogram
  /** What is so at the moment of reading. */
  gauge(name: string, help: string, read: () => readonly Gauged[]): void
  /** Everything in Prometheus's text format 0.0.4. */
  expose(): Promise<string>
  /** Sends what is not sent yet, where there is somewhere to send it to; says in the log if that fails. */
  flush(): Promise<void>
}

export type Push = {
  readonly exporter: PushMetricExporter
  /** Milliseconds between two sendings; 60,000 where OpenTelemetry's variable says nothing. */
  readonly everyMs?: number | undefined
}

/** A collector that is away is told once a minute, however often something is sent to it. */
export function tellWhatIsNotSent(): void {
  let tellAt = Number.NEGATIVE_INFINITY
  setGlobalErrorHandler((error) => {
    if (performance.now() < tellAt) return
    tellAt = performance.now() + TOLD_EVERY_MS
    log.warn('telemetry.not_sent', { error })
  })
}

function pushReader({ exporter, everyMs }: Push): PeriodicExportingMetricReader {
  tellWhatIsNotSent()
  const interval = everyMs === undefined ? {} : { exportIntervalMillis: everyMs }
  return new PeriodicExportingMetricReader({
    exporter,
    cardinalityLimits: { default: MAXIMUM_SERIES },
    ...interval,
  })
}

/** Who tells it: one instance among others, named by OpenTelemetry's variables where they are set. */
export const resource = () =>
  defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'rekey' }))
    .merge(detectResources({ detectors: [envDetector, serviceInstanceIdDetector] }))

/** OpenTelemetry's metrics of one process, read at `/api/metrics` and, with `push`, sent. No timer keeps the process alive. */
export function openTelemetry(push: Push | null): Telemetry {
  const pull = new PullReader()
  const readers = push === null ? [pull] : [pull, pushReader(push)]
  const provider: MeterProvider & Provider = new MeterProvider({ resource: resource(), readers })
  // What one reader has read is kept for the other until that one reads too.
  if (push !== null) setInterval(() => pull.collect(), DRAIN_EVERY_MS).unref()
  const meter = provider.getMeter('rekey')
  const serializer = new PrometheusSerializer(undefined, false, undefined, true, true)
  return {
    counter: (name, description) => meter.createCounter(name, { description }),
    histogram: (name, description) =>
      meter.createHistogram(name, {
        description,
        advice: { explicitBucketBoundaries: BUCKETS_SECONDS },
      }),
    gauge(name, description, read) {
      meter.createObservableGauge(name, { description }).addCallback((result) => {
        for (const { value, labels } of read()) result.observe(value, labels)
      })
    },
    async expose() {
      const { resourceMetrics } = await pull.collect()
      return serializer.serialize(resourceMetrics)
    },
    flush: () => provider.forceFlush(),
  }
}
