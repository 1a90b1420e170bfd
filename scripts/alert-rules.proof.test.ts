import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

/** The alert rules, evaluated by Prometheus itself over numbers as portals report them. */

const RULES = 'docs/operations/prometheus-alerts.yaml'
const TESTS = 'docs/operations/prometheus-alerts.test.yaml'
const hasPromtool = spawnSync('promtool', ['--version']).status === 0

const Rules = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string() })) })),
})
const Tests = z.object({
  tests: z.array(
    z.object({
      alert_rule_test: z.array(
        z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()).default([]) }),
      ),
    }),
  ),
})
const read = (file: string): unknown => parse(readFileSync(file, 'utf8'))

test('there is a case for every alert in which it fires', () => {
  const alerts = Rules.parse(read(RULES)).groups.flatMap(({ rules }) => rules.map(({ alert }) => alert))
  const firing = Tests.parse(read(TESTS)).tests.flatMap(({ alert_rule_test: cases }) =>
    cases.filter((each) => each.exp_alerts.length > 0).map(({ alertname }) => alertname),
  )
  expect([...new Set(firing)].sort()).toEqual(alerts.sort())
})

test.skipIf(!hasPromtool)(
  `each alert fires when it should, and not before${hasPromtool ? '' : ' (skipped: promtool is not installed)'}`,
  () => {
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', TESTS], { encoding: 'utf8' })
    expect(`${stdout}${stderr}`).toContain('SUCCESS')
    expect(status).toBe(0)
  },
)
