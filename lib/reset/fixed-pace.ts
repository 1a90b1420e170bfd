/** Times at which an answer may leave, in milliseconds: the wait tells nothing but the step. None waits for ten seconds. */
const STEPS_MS = [1_000, 2_000, 4_000, 8_000, 9_500]

/** How long is left until the next step at which an answer may leave. */
export function msUntilNextStep(elapsedMs: number): number {
  const step = STEPS_MS.find((each) => each >= elapsedMs)
  return step === undefined ? 0 : step - elapsedMs
}

/** Waits for the next step after a start by `performance.now()`. */
export async function untilNextStep(start: number): Promise<void> {
  const left = msUntilNextStep(performance.now() - start)
  await new Promise((resolve) => setTimeout(resolve, left))
}

/**
 * Runs work and gives its result only at a fixed step after the start, so that the time of an answer doesn't tell a
 * known account from an unknown one (OWASP Forgot Password cheat sheet: "a uniform time").
 */
export async function atFixedPace<T>(work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  try {
    return await work()
  } finally {
    await untilNextStep(start)
  }
}
