import { expect, test } from 'vitest'
import { METRICS } from './metric-list'
import { openMetrics } from './metrics'

test('every metric in the list is exposed once there is something to say, with its labels, and no other', async () => {
  process.env.REKEY_SECRET = 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps'
  process.env.REKEY_BASE_URL = 'http://localhost:3000'
  const { circuitBreaker } = await import('../platform/circuit-breaker')
  circuitBreaker({ name: 'audit', probeEveryMs: 1, onOpen: () => {}, onClose: () => {} }).failed(
    Object.assign(new Error('away'), { code: 'ECONNREFUSED' }),
  )
  const about = {
    flow: 'reset',
    tenant: { slug: 'acme' },
    caller: { address: null, contextData: {}, locale: 'en' },
  }
  const metrics = openMetrics(
    { asks: { count: () => 2 }, audit: { counts: () => ({ waiting: 3, lost: 0 }) } },
    null,
  )
  metrics.countOutcome('forgot', about as never, 'sent')
  metrics.countOutcome('confirm', about as never, 'done')
  metrics.countBreachLookUp({ slug: 'acme' }, 'known')
  metrics.countRequest(0.1, { method: 'GET', route: '/[tenant]/forgot', status: 200 })
  await metrics.timed('ForgotPassword', 'acme', async () => ({ ok: true }))
  await expect(
    metrics.timedStatement('select 1 from tenants', async () => {
      throw new Error('broken')
    }),
  ).rejects.toThrow('broken')
  await metrics.timedDecision(async () => ({
    kind: 'refused',
    by: 'askBurst',
    full: [],
    retryAt: new Date(),
  }))
  const text = await metrics.expose()
  const seen = Object.fromEntries(
    Object.entries(METRICS).map(([name, { kind, labels }]) => {
      const series = new RegExp(`^${name}${kind === 'histogram' ? '_count' : ''}(?:\\{(.*)\\})? `, 'm').exec(
        text,
      )
      const said = [...(series?.[1] ?? '').matchAll(/(\w+)="/g)].map(([, label]) => label)
      return [name, series === null ? null : said.sort().join() === [...labels].sort().join()]
    }),
  )
  const { rekey_event_loop_delay_seconds: late, ...others } = seen
  // Its first window is not over yet.
  expect(late).toBeNull()
  expect(others).toEqual(Object.fromEntries(Object.keys(others).map((name) => [name, true])))
  const families = [...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name)
  expect(families.filter((name) => name !== undefined && !Object.hasOwn(METRICS, name))).toEqual([])
  expect(text).toContain('rekey_breaker_open{breaker="audit"} 1\n')
  expect(text).toContain('rekey_store_seconds_count{operation="select",answer="error"} 1\n')
})
