import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ANSWER_TIME_MS, knownByAnswerTime, untilAnswerTime, untilNextStep } from './uniform-time'

Object.assign(process.env, {
  REKEY_SECRET: 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
  REKEY_BASE_URL: 'http://localhost:3000',
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** How long after the arrival `wait` ends if it begins `lateMs` after it. */
async function endOf(wait: (arrivedAt: number) => Promise<unknown>, lateMs = 0): Promise<number> {
  const arrivedAt = performance.now()
  await vi.advanceTimersByTimeAsync(lateMs)
  const ended = wait(arrivedAt).then(() => performance.now() - arrivedAt)
  await vi.advanceTimersByTimeAsync(60_000)
  return Math.round(await ended)
}

const lasting = (ms: number, value: unknown = 'value') =>
  new Promise((resolve) => setTimeout(() => resolve(value), ms))

describe('an ask is answered', () => {
  test('one second after its headers were read, whatever the work takes: never before, and never at a second step', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(30_000), fc.nat(ANSWER_TIME_MS), async (workMs, lateMs) => {
        const answered = await endOf((arrivedAt) => knownByAnswerTime(arrivedAt, lasting(workMs)), lateMs)
        expect(answered).toBe(ANSWER_TIME_MS)
      }),
      { numRuns: 50 },
    )
  })

  test('at that time too where the work fails', async () => {
    const failing = async () => {
      throw new Error('broken')
    }
    expect(await endOf((arrivedAt) => knownByAnswerTime(arrivedAt, failing()))).toBe(ANSWER_TIME_MS)
  })

  test('at once where its body came later than that', async () => {
    const late = ANSWER_TIME_MS + 300
    expect(await endOf((arrivedAt) => knownByAnswerTime(arrivedAt, lasting(5)), late)).toBe(late)
    expect(await endOf(untilAnswerTime, late)).toBe(late)
  })

  test('with what is known by then, and with nothing of what comes after', async () => {
    const known = async (work: Promise<unknown>) => {
      const answer = knownByAnswerTime(performance.now(), work)
      await vi.advanceTimersByTimeAsync(ANSWER_TIME_MS)
      return answer
    }
    expect(await known(lasting(ANSWER_TIME_MS - 1))).toBe('value')
    expect(await known(lasting(ANSWER_TIME_MS + 1))).toBeNull()
    expect(await known(Promise.reject(new Error('broken')))).toBeNull()
  })
})

test.each([
  [0, 1_000],
  [999, 1_000],
  [1_001, 2_000],
  [2_500, 4_000],
  [7_999, 8_000],
  [8_001, 9_500],
  [9_600, 9_600],
])('a refused confirmation that is known after %i ms is told after %i ms', async (knownAfter, toldAfter) => {
  expect(await endOf(untilNextStep, knownAfter)).toBe(toldAfter)
})
