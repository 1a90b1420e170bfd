import 'server-only'
import type { TracerProvider as AnyTracerProvider } from '@opentelemetry/api'
import {
  BatchSpanProcessor,
  type SpanExporter,
  type SpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import { resource, tellWhatIsNotSent } from '../lib/platform/telemetry'
import { samplerOf } from './trace-sampler'

/** Spans that end together are sent together. */
const TOGETHER_MS = 200

type Options = {
  exporter: SpanExporter
  /** The share of traces that is recorded, from 0 to 1. */
  share: number
  /** On Vercel: keeps the function running until something is sent. Null on a server. */
  waitUntil: ((work: Promise<unknown>) => void) | null
}

export type SentTraces = { provider: AnyTracerProvider; flush(): Promise<void> }

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

/** Records spans and sends them, in batches. */
export function sentTraces({ exporter, share, waitUntil }: Options): SentTraces {
  tellWhatIsNotSent()
  const batch = new BatchSpanProcessor({ exporter })
  const spanProcessors = waitUntil === null ? [batch] : [batch, sendBehindAnswers(batch, waitUntil)]
  const provider = new TracerProvider({ resource: resource(), sampler: samplerOf(share), spanProcessors })
  return { provider, flush: () => provider.forceFlush() }
}
