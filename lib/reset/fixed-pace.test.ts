import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { atFixedPace, msUntilNextStep } from './fixed-pace'

describe('an answer leaves at a step', () => {
  test.each([
    [0, 1_000],
    [999, 1],
    [1_000, 0],
    [1_001, 999],
    [3_000, 1_000],
    [8_100, 1_400],
    [9_500, 0],
    [20_000, 0],
  ])('after %i ms there are %i left', (elapsed, left) => expect(msUntilNextStep(elapsed)).toBe(left))

  test('never before a second, never between two steps, and never later than ten seconds for the wait', () => {
    fc.assert(
      fc.property(fc.nat(9_500), (elapsed) => {
        const leavesAt = elapsed + msUntilNextStep(elapsed)
        expect([1_000, 2_000, 4_000, 8_000, 9_500]).toContain(leavesAt)
      }),
    )
  })
})

describe('work at a fixed pace', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const timeOf = async (work: () => Promise<unknown>) => {
    const start = performance.now()
    const ended = atFixedPace(work).then(
      () => performance.now() - start,
      () => performance.now() - start,
    )
    await vi.advanceTimersByTimeAsync(20_000)
    return ended
  }
  const lasting = (ms: number) => () => new Promise((resolve) => setTimeout(resolve, ms))

  test('takes the same time whether it was quick or slow within a step', async () => {
    const times = [await timeOf(lasting(1)), await timeOf(lasting(300)), await timeOf(lasting(900))]
    for (const time of times) expect(Math.round(time)).toBe(1_000)
    expect(Math.round(await timeOf(lasting(1_200)))).toBe(2_000)
  })

  test('takes it too where it fails', async () => {
    expect(Math.round(await timeOf(() => Promise.reject(new Error('broken'))))).toBe(1_000)
  })
})
