import { setTimeout as pause } from 'node:timers/promises'

type Budget = {
  /** When everything has to be over, in the milliseconds of `performance.now()`. */
  readonly until: number
  readonly perTryMs: number
}

const PAUSE_MS = 150

/** A 4xx is final, because another try would get the same answer; except for 429. */
function isFinal(error: unknown): boolean {
  const status: unknown =
    typeof error === 'object' && error !== null
      ? Reflect.get(Reflect.get(error, '$metadata') ?? {}, 'httpStatusCode')
      : 0
  return typeof status === 'number' && status >= 400 && status < 500 && status !== 429
}

/** Tries again while there is time, and throws what the last try threw. */
export async function persist<T>(budget: Budget, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  for (;;) {
    const leftMs = Math.max(1, budget.until - performance.now())
    try {
      return await work(AbortSignal.timeout(Math.ceil(Math.min(budget.perTryMs, leftMs))))
    } catch (error) {
      const hasTime = budget.until - performance.now() > PAUSE_MS * 2
      if (isFinal(error) || !hasTime) throw error
      await pause(PAUSE_MS)
    }
  }
}
