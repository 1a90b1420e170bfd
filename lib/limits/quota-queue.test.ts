import { expect, test } from 'vitest'
import { counters } from './counters'
import type { Counters } from './decision'
import { MemoryStore } from './memory-store'

let calls = 0

/** Counters of this test's own, whose clock runs `factor` times as fast. */
function fast(factor: number): Counters {
  const memory = new MemoryStore(() => performance.now() * factor)
  calls = 0
  return counters({
    store: async () => ({
      run: async (commands) => {
        calls += 1
        return memory.run(commands).map((answer) => ({
          ...answer,
          rows: answer.rows.map((row) => ({ ...row, leftMs: row.leftMs / factor })),
        }))
      },
    }),
    factor: 1,
    onAway: (error) => {
      throw error
    },
    onBack: () => {},
  })
}

const flow = (at: Counters, times: number, patienceMs: number, tenantId = 'acme') =>
  Array.from({ length: times }, async () => {
    const { kind } = await at.takeAll({
      scope: tenantId,
      steps: [{ name: 'tenantQuota', key: tenantId }],
      patienceMs,
    })
    return kind === 'taken'
  })
const count = (results: readonly boolean[]) => results.filter(Boolean).length

test('thirty calls a second pass at once, and who cannot wait is turned away', async () => {
  expect(count(await Promise.all(flow(fast(1 / 60), 40, 1_000)))).toBe(30)
})

test('a rush of a hundred is slowed, not turned away, and asks once a window', async () => {
  expect(count(await Promise.all(flow(fast(10), 100, 15_000)))).toBe(100)
  expect(calls).toBeLessThan(12)
})

test('a flood does not queue without end: two hundred wait and the rest is turned away at once', async () => {
  const passing = flow(fast(1 / 2), 400, 2_500)
  const early: boolean[] = []
  for (const call of passing) call.then((passed) => early.push(passed))
  await expect.poll(() => early.length, { interval: 5 }).toBe(200)
  expect(count(early)).toBe(30)
  await Promise.all(passing)
})

test('one tenant’s flood takes nothing from another', async () => {
  const at = fast(2)
  const flood = flow(at, 300, 600, 'flooded')
  expect(count(await Promise.all(flow(at, 10, 500, 'quiet')))).toBe(10)
  await Promise.all(flood)
})
