import { expect, test } from 'vitest'
import type { Counters } from './counters'
import { takeFlowFrom } from './tenant-flow'

const TIMES = 30

/** Counters of this test's own: thirty in a window, and then the next window begins after `windowMs`. */
function windows(windowMs: number): Pick<Counters, 'take'> {
  const open = new Map<string, { until: number; taken: number }>()
  return {
    take: async (_, key) => {
      const now = Date.now()
      const known = open.get(key)
      const window = known && now < known.until ? known : { until: now + windowMs, taken: 0 }
      open.set(key, window)
      if (window.taken >= TIMES) return { taken: false, retryAt: new Date(window.until) }
      window.taken++
      return { taken: true, remaining: TIMES - window.taken, endsAt: new Date(window.until) }
    },
  }
}

const flow = (counters: Pick<Counters, 'take'>, times: number, patienceMs: number, tenantId = 'acme') =>
  Array.from({ length: times }, () => takeFlowFrom(counters, tenantId, patienceMs))
const count = (results: readonly boolean[]) => results.filter(Boolean).length

test('thirty calls a second pass at once, and who cannot wait is turned away', async () => {
  expect(count(await Promise.all(flow(windows(60_000), 40, 1_000)))).toBe(30)
})

test('a rush of a hundred is slowed, not turned away', async () => {
  expect(count(await Promise.all(flow(windows(50), 100, 15_000)))).toBe(100)
})

test('a flood does not queue without end: two hundred wait and the rest is turned away at once', async () => {
  const calls = flow(windows(500), 400, 600)
  const early: boolean[] = []
  for (const call of calls) call.then((passed) => early.push(passed))
  await new Promise((resolve) => setImmediate(resolve))
  expect([count(early), early.length]).toEqual([30, 200])
  await Promise.all(calls)
})

test('one tenant’s flood takes nothing from another', async () => {
  const counters = windows(500)
  const flood = flow(counters, 300, 600, 'flooded')
  expect(count(await Promise.all(flow(counters, 10, 0, 'quiet')))).toBe(10)
  await Promise.all(flood)
})
