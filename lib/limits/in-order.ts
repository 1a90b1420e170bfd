import 'server-only'
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import type { Limit, LimitName } from './policy'
import { after, takeFrom } from './take'

/** One limit of several that an attempt has to pass, one after the other. */
export type Step = {
  readonly name: LimitName
  readonly key: string
  /** Counted for the newest issued code alone: its mark becomes part of the key. */
  readonly isPerCode?: boolean
  /** Stays counted where a later step refuses. */
  readonly isKept?: boolean
}

/** One thing that was counted, to give it back. */
export type Taken = readonly [LimitName, string]

export type InOrder =
  | { readonly taken: true; readonly all: readonly Taken[] }
  | { readonly taken: false; readonly retryAt: Date }

export type StepOf = Step & { readonly limit: Limit }

/** What a store may do better than one by one. */
export type InOrderStore = {
  /** As `takeOneByOne`, atomically. `markKey`: where the mark of the newest code stands. */
  takeInOrder(markKey: string, steps: readonly StepOf[]): Promise<InOrder>
  giveBack(taken: readonly Taken[]): Promise<void>
}

export const keyOfStep = ({ key, isPerCode }: Step, mark: number): string =>
  isPerCode ? `${key}:${mark}` : key

/** Until when nothing can be taken for a key, in milliseconds since 1970; 0 where something can. */
async function fullUntil(limiter: RateLimiterAbstract, key: string): Promise<number> {
  const known = await limiter.get(key)
  return known && known.consumedPoints >= limiter.points ? after(known.msBeforeNext).getTime() : 0
}

/**
 * Takes from each limit until one refuses; then what was taken before and isn't kept is given back. The next try passes
 * when the last of all that are full is free again.
 */
export async function takeOneByOne(
  limiterOf: (name: LimitName) => Promise<RateLimiterAbstract>,
  mark: number,
  steps: readonly Step[],
): Promise<InOrder> {
  const all: Taken[] = []
  for (const [index, step] of steps.entries()) {
    const key = keyOfStep(step, mark)
    const take = await takeFrom(await limiterOf(step.name), key)
    if (!take.taken) {
      const undone = all.filter((_, earlier) => !steps[earlier]?.isKept)
      await Promise.all(undone.map(async ([name, each]) => (await limiterOf(name)).reward(each)))
      const later = await Promise.all(
        steps
          .slice(index + 1)
          .map(async (each) => fullUntil(await limiterOf(each.name), keyOfStep(each, mark))),
      )
      return { taken: false, retryAt: new Date(Math.max(take.retryAt.getTime(), ...later)) }
    }
    all[index] = [step.name, key]
  }
  return { taken: true, all }
}
