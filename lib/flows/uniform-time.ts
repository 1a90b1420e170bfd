import 'server-only'
import { env } from '../platform/env'

/**
 * When an ask is answered: this long after its headers were read, whatever the account, the store and Cognito do (OWASP
 * Forgot Password cheat sheet: "a uniform time"). A refused confirmation is not reported before then either.
 */
export const ANSWER_TIME_MS = 1_000

/** The response time in this deployment; only with an emulator may it differ. */
export const answerTimeMs = (): number => ANSWER_TIME_MS * env().REKEY_ANSWER_TIME_FACTOR

async function untilElapsed(start: number, ms: number): Promise<void> {
  const left = start + ms - performance.now()
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
}

/**
 * Waits until the uniform response time of a request; not at all where it has passed.
 *
 * @param arrivedAt when the request's headers were read, by `performance.now()`
 */
export const untilAnswerTime = (arrivedAt: number): Promise<void> => untilElapsed(arrivedAt, answerTimeMs())

/** The result of some work if it is known by the uniform response time, else null. The work itself goes on. */
export async function knownByAnswerTime<T>(arrivedAt: number, work: Promise<T>): Promise<T | null> {
  let known: T | null = null
  work.then(
    (value) => {
      known = value
    },
    () => {},
  )
  await untilAnswerTime(arrivedAt)
  return known
}

/** Times at which a refused confirmation may be reported, in milliseconds after its start. */
const STEPS_MS = [1_000, 2_000, 4_000, 8_000, 9_500]

/** Waits for the next of these times. `start` is by `performance.now()`. */
export async function untilNextStep(start: number): Promise<void> {
  const factor = env().REKEY_ANSWER_TIME_FACTOR
  const elapsed = performance.now() - start
  const step = STEPS_MS.find((each) => each * factor >= elapsed)
  if (step !== undefined) await untilElapsed(start, step * factor)
}
