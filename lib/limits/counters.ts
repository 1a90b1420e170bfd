import { randomInt } from 'node:crypto'
import { type RateLimiterAbstract, RateLimiterMemory } from 'rate-limiter-flexible'
import { outageGuard } from '../outage'
import { type InOrder, type InOrderStore, type Step, type Taken, takeOneByOne } from './in-order'
import { halved, type Limit, type LimitName, limits, scaled } from './policy'
import { after, type Take, takeFrom } from './take'

const STORE_LIMIT_MS = 500
const AWAY_MS = 1_000

/** A mark for each code that was asked from Cognito; outlives the hour in which the code can be used. */
const ISSUED: Limit = { times: 1, perSeconds: 86_400, countedSince: 'last' }

export type Counters = {
  /** Uses one of what the limit allows for this key, atomically across instances. Never throws. */
  take(name: LimitName, key: string): Promise<Take>
  /**
   * Takes from several limits, each only where those before it allowed it; a refusal undoes what isn't kept.
   * Atomic across instances where the store is the database. Never throws.
   *
   * @param markKey whose newest code the steps per code are counted for
   */
  takeInOrder(markKey: string, steps: readonly Step[]): Promise<InOrder>
  /** Undoes takes of something that turned out not to count. */
  giveBack(...taken: readonly Taken[]): Promise<void>
  /** Makes a key whole again. */
  forget(name: LimitName, key: string): Promise<void>
  /** What is left for a key, without using any. */
  peek(name: LimitName, key: string): Promise<{ remaining: number; endsAt: Date | null }>
  /** Notes that a new code was asked from Cognito: counters that are per issued code start anew. */
  markIssued(key: string): Promise<void>
}

/** What all instances share: the limiter of each limit and, where it can, several limits in one step. */
export type LimiterStore = {
  limiter(name: string, limit: Limit): RateLimiterAbstract
  inOrder?: InOrderStore
}

type Options = {
  /** Opens what all instances share; called again after it failed. */
  store: () => Promise<LimiterStore>
  factor: number
  onAway: (error: unknown) => void
  onBack: () => void
}

type CounterName = LimitName | 'issued'

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
  const open = () => {
    opening ??= store().catch((error: unknown) => {
      opening = null
      throw error
    })
    return opening
  }
  const made = new Map<CounterName, RateLimiterAbstract>()
  async function shared(name: CounterName): Promise<RateLimiterAbstract> {
    const known = made.get(name)
    if (known) return known
    const limiter = (await open()).limiter(name, limitOf(name))
    made.set(name, limiter)
    return limiter
  }

  const both = <T>(name: CounterName, work: (limiter: RateLimiterAbstract) => Promise<T>) =>
    guarded(
      async () => work(await shared(name)),
      () => work(own(name)),
    )
  // The process's own counters give nothing back: what is given back may have been taken from the shared ones.
  const onlyShared = (work: () => Promise<unknown>) =>
    guarded<void>(
      async () => void (await work()),
      () => {},
    )
  const markOf = async (limiter: RateLimiterAbstract, key: string) => (await readFrom(limiter, key)).points

  return {
    take: (name, key) => both(name, (limiter) => takeFrom(limiter, key)),
    takeInOrder: (markKey, steps) =>
      guarded(
        async () => {
          const { inOrder } = await open()
          return inOrder
            ? inOrder.takeInOrder(
                markKey,
                steps.map((step) => ({ ...step, limit: limitOf(step.name) })),
              )
            : takeOneByOne(shared, await markOf(await shared('issued'), markKey), steps)
        },
        async () => takeOneByOne(async (name) => own(name), await markOf(own('issued'), markKey), steps),
      ),
    giveBack: (...taken) =>
      onlyShared(async () => {
        const { inOrder } = await open()
        if (inOrder) await inOrder.giveBack(taken)
        else await Promise.all(taken.map(async ([name, key]) => (await shared(name)).reward(key)))
      }),
    forget: (name, key) => onlyShared(async () => (await shared(name)).delete(key)),
    peek: async (name, key) => {
      const { remaining, endsAt } = await both(name, (limiter) => readFrom(limiter, key))
      return { remaining, endsAt }
    },
    markIssued: async (key) => {
      const mark = randomInt(1, 2 ** 31 - 1)
      await both('issued', (limiter) => limiter.set(key, mark, ISSUED.perSeconds))
    },
  }
}
