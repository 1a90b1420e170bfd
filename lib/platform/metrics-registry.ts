/**
 * A few counters and histograms in Prometheus's text format 0.0.4. Own code, because this is all of it: labels come from
 * the code and from tenants' slugs, never from a visitor, so nothing personal gets in and the number of series is small.
 */

const BUCKETS_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 12]
/** More series than all outcomes of all tenants that one process meets; what comes after is left out and counted. */
const MAXIMUM_SERIES = 20_000

type Labels = Readonly<Record<string, string>>
type Histogram = { buckets: number[]; sum: number; count: number }

export type Registry = {
  count(name: string, labels: Labels): void
  observe(name: string, labels: Labels, seconds: number): void
  /** The exposition text; `help` says what each name means, `gauges` what is so at this moment. */
  expose(help: Readonly<Record<string, string>>, gauges?: Readonly<Record<string, number>>): string
}

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

function labelText(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')
}

export function metricsRegistry(): Registry {
  const counters = new Map<string, Map<string, number>>()
  const histograms = new Map<string, Map<string, Histogram>>()
  let seriesCount = 0
  let dropped = 0

  function series<T>(
    all: Map<string, Map<string, T>>,
    name: string,
    labels: string,
    start: () => T,
  ): T | null {
    const known = all.get(name) ?? new Map<string, T>()
    all.set(name, known)
    const found = known.get(labels)
    if (found !== undefined) return found
    if (seriesCount >= MAXIMUM_SERIES) {
      dropped += 1
      return null
    }
    seriesCount += 1
    const made = start()
    known.set(labels, made)
    return made
  }

  return {
    count(name, labels) {
      const text = labelText(labels)
      const value = series(counters, name, text, () => 0)
      if (value !== null) counters.get(name)?.set(text, value + 1)
    },
    observe(name, labels, seconds) {
      const start = () => ({ buckets: BUCKETS_SECONDS.map(() => 0), sum: 0, count: 0 })
      const histogram = series<Histogram>(histograms, name, labelText(labels), start)
      if (histogram === null) return
      histogram.sum += seconds
      histogram.count += 1
      histogram.buckets = histogram.buckets.map((count, index) =>
        seconds <= (BUCKETS_SECONDS[index] ?? 0) ? count + 1 : count,
      )
    },
    expose(help, gauges = {}) {
      const lines: string[] = []
      const head = (name: string, type: string) =>
        lines.push(`# HELP ${name} ${help[name] ?? name}`, `# TYPE ${name} ${type}`)
      for (const [name, value] of Object.entries(gauges)) {
        head(name, 'gauge')
        lines.push(`${name} ${value}`)
      }
      for (const [name, all] of counters) {
        head(name, 'counter')
        for (const [labels, value] of all) lines.push(`${name}{${labels}} ${value}`)
      }
      for (const [name, all] of histograms) {
        head(name, 'histogram')
        for (const [labels, { buckets, sum, count }] of all) {
          BUCKETS_SECONDS.forEach((bound, index) => {
            lines.push(`${name}_bucket{${labels},le="${bound}"} ${buckets[index]}`)
          })
          lines.push(`${name}_bucket{${labels},le="+Inf"} ${count}`)
          lines.push(`${name}_sum{${labels}} ${Number(sum.toFixed(6))}`, `${name}_count{${labels}} ${count}`)
        }
      }
      head('rekey_metrics_dropped_total', 'counter')
      lines.push(`rekey_metrics_dropped_total ${dropped}`)
      return `${lines.join('\n')}\n`
    },
  }
}
