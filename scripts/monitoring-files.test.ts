import { readFileSync } from 'node:fs'
import { parser } from '@prometheus-io/lezer-promql'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { METRICS, type MetricName } from '../lib/flows/metric-list'

/** The files for Grafana and Prometheus, as far as their own programs would look at them. */

const Datasource = z.strictObject({ type: z.literal('prometheus'), uid: z.string() })
const Grid = z.strictObject({
  x: z.int().min(0).max(23),
  y: z.int().min(0),
  w: z.int().min(1).max(24),
  h: z.int().min(1),
})
const Row = z.looseObject({ id: z.int(), type: z.literal('row'), title: z.string(), gridPos: Grid })
const Panel = z.looseObject({
  id: z.int(),
  type: z.enum(['timeseries', 'stat']),
  title: z.string().min(3),
  description: z.string(),
  datasource: Datasource,
  gridPos: Grid,
  fieldConfig: z.looseObject({
    defaults: z.looseObject({ unit: z.string() }),
    overrides: z.array(z.never()),
  }),
  targets: z
    .array(
      z.strictObject({
        refId: z.string(),
        datasource: Datasource,
        expr: z.string(),
        legendFormat: z.string(),
      }),
    )
    .min(1),
})
const Dashboard = z.looseObject({
  uid: z.literal('rekey'),
  title: z.string(),
  schemaVersion: z.int().min(36),
  templating: z.strictObject({
    list: z.array(
      z.looseObject({ name: z.string(), type: z.enum(['datasource', 'query']), query: z.string() }),
    ),
  }),
  panels: z.array(z.discriminatedUnion('type', [Row, Panel])),
})

const Duration = z.string().regex(/^\d+[smhd]$/)
const Rule = z.strictObject({
  alert: z.string().regex(/^Rekey[A-Z][A-Za-z]+$/),
  expr: z.string(),
  for: Duration.optional(),
  labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
  annotations: z.strictObject({ summary: z.string(), description: z.string().optional() }),
})
const Alerts = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), rules: z.array(Rule).min(1) })).length(1),
})

const read = (file: string) => readFileSync(`docs/operations/${file}`, 'utf8')
const dashboard = () => Dashboard.parse(JSON.parse(read('grafana-dashboard.json')))
const rules = () => Alerts.parse(parse(read('prometheus-alerts.yaml'))).groups.flatMap((group) => group.rules)
const expressions = () => [
  ...dashboard().panels.flatMap((panel) =>
    panel.type === 'row' ? [] : panel.targets.map(({ expr }) => expr),
  ),
  ...dashboard().templating.list.map(({ query }) => query),
  ...rules().map(({ expr }) => expr),
]

const isMetric = (name: string): name is MetricName => Object.hasOwn(METRICS, name)

/** The metric that a name in a query means; null where there is none. A histogram is three series. */
function metricOf(name: string): MetricName | null {
  const [, whole = name] = /^(\w+_seconds)_(?:bucket|sum|count)$/.exec(name) ?? []
  return isMetric(whole) && (whole === name) === (METRICS[whole].kind !== 'histogram') ? whole : null
}

/** What Prometheus adds, and what a histogram has. */
const GIVEN = ['instance', 'job', 'le', '__name__']

/** The labels that a query selects or groups by. */
const labelsIn = (query: string) => [
  ...[...query.matchAll(/([a-z_]+)\s*(?:=~|!~|!=|=)\s*"/g)].map(([, label = '']) => label),
  ...[...query.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/)),
]

test('every metric in a query is one of the portal’s, and every label one of that metric’s', () => {
  const all = expressions()
  expect(all.length).toBeGreaterThan(25)
  const unknown = all.flatMap((query) => {
    const names = [...new Set(query.match(/\brekey_\w+/g))]
    const strange = names.filter((name) => metricOf(name) === null)
    const labels = new Set([
      ...GIVEN,
      ...names.flatMap((name) => {
        const metric = metricOf(name)
        return metric === null ? [] : METRICS[metric].labels
      }),
    ])
    return [...strange, ...labelsIn(query).filter((label) => !labels.has(label))].map(
      (each) => `${each} in ${query}`,
    )
  })
  expect(unknown).toEqual([])
})

test('every metric is in the dashboard, and in the documentation with its labels', () => {
  const shown = dashboard()
    .panels.flatMap((panel) => (panel.type === 'row' ? [] : panel.targets))
    .map(({ expr }) => expr)
    .join('\n')
  const documented = readFileSync('docs/operations.md', 'utf8')
  for (const [name, { labels }] of Object.entries(METRICS)) {
    expect(shown, name).toContain(name)
    const row = documented.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? ''
    for (const label of labels) expect(row, name).toContain(`\`${label}\``)
    expect(row, name).not.toBe('')
  }
})

test('panels lie beside one another, with names and letters of their own', () => {
  const { panels } = dashboard()
  const ids = panels.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
  )
  expect(new Set(cells).size).toBe(cells.length)
  for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24)
})

/** As Grafana puts it to Prometheus; what lists a label's values is Grafana's own, around a selector. */
const asSent = (query: string) =>
  query.replaceAll('$__rate_interval', '5m').replace(/^label_values\(([^,]*),\s*\w+\)$/, '$1')

/** Where a query is no PromQL, by the grammar of Prometheus' own editor. */
function faultsIn(query: string): string[] {
  const faults: string[] = []
  parser.parse(query).iterate({
    enter({ type, from }) {
      if (type.isError) faults.push(`${query.slice(0, from)} ⚠ ${query.slice(from)}`)
    },
  })
  return faults
}

test('every query is PromQL', () => {
  expect(faultsIn('sum by (tenant) (rate(rekey_forgot_total[5m])) > > 0')).toHaveLength(1)
  expect(expressions().map(asSent).flatMap(faultsIn)).toEqual([])
})

test('alerts have names of their own', () => {
  const names = rules().map(({ alert }) => alert)
  expect(new Set(names).size).toBe(names.length)
})
