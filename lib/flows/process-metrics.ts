import 'server-only'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { breakerStates } from '../platform/breaker-states'
import type { Gauged } from '../platform/telemetry'

/** What a process tells of itself, as gauges read it. */

const WINDOW_MS = 15_000
const NANOSECONDS = 1e9

/** How late the event loop was in the last whole window; measured from the first reading on, so that nobody else pays. */
export function eventLoopDelay(): () => Gauged[] {
  const measured = monitorEventLoopDelay({ resolution: 20 })
  let isRunning = false
  const read = () => ({
    '0.5': measured.percentile(50) / NANOSECONDS,
    '0.99': measured.percentile(99) / NANOSECONDS,
    '1': measured.max / NANOSECONDS,
  })
  let last: ReturnType<typeof read> | null = null
  const begin = () => {
    isRunning = true
    measured.enable()
    setInterval(() => {
      last = read()
      measured.reset()
    }, WINDOW_MS).unref()
  }
  return () => {
    if (!isRunning) begin()
    return Object.entries(last ?? {}).map(([quantile, value]) => ({ value, labels: { quantile } }))
  }
}

export function memory(): Gauged[] {
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage()
  const kinds = { rss, heap_used: heapUsed, heap_total: heapTotal, external }
  return Object.entries(kinds).map(([kind, value]) => ({ value, labels: { kind } }))
}

export const breakers = (): Gauged[] =>
  [...breakerStates()].map(([breaker, isOpen]) => ({ value: isOpen ? 1 : 0, labels: { breaker } }))
