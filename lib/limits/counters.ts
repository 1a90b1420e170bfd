import { randomInt } from 'node:crypto'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { outageGuard } from '../outage'
import { halved, type Limit, type LimitName, limits, scaled } from './policy'

const STORE_LIMIT_MS = 500
const AWAY_MS = 1_000

/** A mark for each code that was asked from Cognito; outlives the hour in which the code can be used. */
const ISSUED: Limit = { times: 1, perSeconds: 86_400, countedSince: 'last' }

export type Take =
  | { readonly taken: true; readonly remaining: number; readonly endsAt: Date }
  | { readonly taken: false; readonly retryAt: Date }

export type Counters = {
  /** Uses one of what the limit allows for this key, atomically across instances. Never throws. */
  take(name: LimitName, key: string): Promise<Take>
  /** Undoes one `take` of something that turned out not to count. */
  giveBack(name: LimitName, key: string): Promise<void>
  /** Makes a key whole again. */
  forget(name: LimitName, key: string): Promise<void>
  /** What is left for a key, without using any. */
  peek(name: LimitName, key: string): Promise<{ remaining: number; endsAt: Date | null }>
  /** Notes that a new code was asked from Cognito: counters that are per issued code start anew. */
  markIssued(key: string): Promise<void>
  /** The mark of the newest code, 0 where none was asked through the portal within a day. */
  issuedMark(key: string): Promise<number>
}

type Options = {
  /** Opens what all instances share; called again after it failed. */
  store: () => Promise<(name: string, limit: Limit) => RateLimiterAbstract>
  factor: number
  onAway: (error: unknown) => void
  onBack: () => void
}

type CounterName = LimitName | 'issued'

const after = (ms: number) => new Date(Date.now() + Math.max(ms, 0))

async function takeFrom(limiter: RateLimiterAbstract, key: string): Promise<Take> {
  try {
    const { remainingPoints, msBeforeNext } = await limiter.consume(key)
    return { taken: true, remaining: remainingPoints, endsAt: after(msBeforeNext) }
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    return { taken: false, retryAt: after(refusal.msBeforeNext) }
  }
}

async function readFrom(limiter: RateLimiterAbstract, key: string) {
  const result = await limiter.get(key)
  if (!result) return { remaining: limiter.points, endsAt: null, points: 0 }
  const { remainingPoints, msBeforeNext, consumedPoints } = result
  return { remaining: remainingPoints, endsAt: after(msBeforeNext), points: consumedPoints }
}

/** Keeps what `make` made for a name. */
function remembered<T>(make: (name: CounterName) => T): (name: CounterName) => T {
  const known = new Map<CounterName, T>()
  return (name) => {
    const found = known.get(name) ?? make(name)
    known.set(name, found)
    return found
  }
}

/**
 * Counters that all instances share, and this process's own with half the limits for as long as the shared
 * store is away: never none.
 */
export function counters({ store, factor, onAway, onBack }: Options): Counters {
  let opening: ReturnType<Options['store']> | null = null
  const guarded = outageGuard({
    what: 'The store of the limits',
    limitMs: STORE_LIMIT_MS,
    awayMs: AWAY_MS,
    onAway,
    onBack,
  })

  const limitOf = (name: CounterName): Limit => (name === 'issued' ? ISSUED : scaled(limits[name], factor))
  const own = remembered((name) => {
    const { times, perSeconds } = halved(limitOf(name))
    return new RateLimiterMemory({ keyPrefix: name, points: times, duration: perSeconds })
  })
  const made = new Map<CounterName, RateLimiterAbstract>()
  async function shared(name: CounterName): Promise<RateLimiterAbstract> {
    const known = made.get(name)
    if (known) return known
    opening ??= store().catch((error: unknown) => {
      opening = null
      throw error
    })
    const limiter = (await opening)(name, limitOf(name))
    made.set(name, limiter)
    return limiter
  }

  const attempt = <T>(
    name: CounterName,
    onShared: (limiter: RateLimiterAbstract) => Promise<T>,
    onOwn: (limiter: RateLimiterMemory) => Promise<T>,
  ): Promise<T> =>
    guarded(
      async () => onShared(await shared(name)),
      () => onOwn(own(name)),
    )

  const both = <T>(name: CounterName, work: (limiter: RateLimiterAbstract) => Promise<T>) =>
    attempt(name, work, work)
  // The process's own counters give nothing back: what is given back may have been taken from the shared ones.
  const onlyShared = (name: CounterName, work: (limiter: RateLimiterAbstract) => Promise<unknown>) =>
    attempt(
      name,
      async (limiter) => {
        await work(limiter)
      },
      async () => {},
    )

  return {
    take: (name, key) => both(name, (limiter) => takeFrom(limiter, key)),
    giveBack: (name, key) => onlyShared(name, (limiter) => limiter.reward(key)),
    forget: (name, key) => onlyShared(name, (limiter) => limiter.delete(key)),
    peek: async (name, key) => {
      const { remaining, endsAt } = await both(name, (limiter) => readFrom(limiter, key))
      return { remaining, endsAt }
    },
    markIssued: async (key) => {
      const mark = randomInt(1, 2 ** 31 - 1)
      await both('issued', (limiter) => limiter.set(key, mark, ISSUED.perSeconds))
    },
    issuedMark: async (key) => (await both('issued', (limiter) => readFrom(limiter, key))).points,
  }
}
