import { expect, test } from 'vitest'
import { metricsRegistry } from './metrics-registry'

test('counters and histograms come out as Prometheus reads them', () => {
  const registry = metricsRegistry()
  registry.count('asks_total', { tenant: 'acme', outcome: 'sent' })
  registry.count('asks_total', { tenant: 'acme', outcome: 'sent' })
  registry.observe('call_seconds', { tenant: 'acme' }, 0.2)
  registry.observe('call_seconds', { tenant: 'acme' }, 30)
  const text = registry.expose({ asks_total: 'Asks.' })
  expect(text).toContain('# HELP asks_total Asks.\n# TYPE asks_total counter\n')
  expect(text).toContain('asks_total{tenant="acme",outcome="sent"} 2\n')
  expect(text).toContain('call_seconds_bucket{tenant="acme",le="0.1"} 0\n')
  expect(text).toContain('call_seconds_bucket{tenant="acme",le="0.25"} 1\n')
  expect(text).toContain('call_seconds_bucket{tenant="acme",le="+Inf"} 2\n')
  expect(text).toContain('call_seconds_sum{tenant="acme"} 30.2\ncall_seconds_count{tenant="acme"} 2\n')
})

test('what is so at this moment is a gauge', () => {
  expect(metricsRegistry().expose({ asks: 'Asks under way.' }, { asks: 3 })).toContain(
    '# HELP asks Asks under way.\n# TYPE asks gauge\nasks 3\n',
  )
})

test('a label cannot break out of its quotes', () => {
  const registry = metricsRegistry()
  registry.count('a_total', { tenant: 'x"} 1\n# evil\\' })
  expect(registry.expose({})).toContain('a_total{tenant="x\\"} 1\\n# evil\\\\"} 1\n')
})

test('a flood of series is cut off and counted', () => {
  const registry = metricsRegistry()
  for (let series = 0; series < 20_005; series++) registry.count('a_total', { tenant: String(series) })
  const text = registry.expose({})
  expect(text).toContain('rekey_metrics_dropped_total 5\n')
  expect(text.match(/^a_total\{/gm)).toHaveLength(20_000)
})
