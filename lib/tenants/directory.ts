import { LRUCache } from 'lru-cache'
import type { CircuitBreaker } from '../platform/circuit-breaker'
import { DeadlinePassed, within } from '../platform/deadline'
import type { Tenant } from './tenant'

const FRESH_MS = 1_000
/** Older than this is not shown while a refresh runs: an edit must be everywhere within five seconds. */
const STALE_MS = 3_000
/** How long a slow store is waited for by who has no copy: the person sees a neutral page instead. */
const LIMIT_MS = 2_000
/** A store that takes longer than this is not waited for by who has a copy. */
const PROMPT_MS = 200
/** How long "no such tenant" is still said when nobody can ask again. */
const EXPLAINS_UNKNOWN_MS = 60_000
const MAXIMUM_TENANTS = 2_000
const MAXIMUM_UNKNOWN = 2_000
const KEY = /^[a-z0-9.-]{1,253}$/

/** The database does not answer and what is asked for was never loaded, so nothing true can be shown. */
export class TenantStoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('The tenants cannot be read, and what was asked for was not read before', { cause })
    this.name = 'TenantStoreUnavailable'
  }
}

/** What is stored of one tenant is not whole: that tenant cannot be shown, and all others can. */
export class TenantUnreadable extends Error {
  constructor(slug: string, cause: unknown) {
    super(`The stored settings of tenant ${slug} are not whole`, { cause })
    this.name = 'TenantUnreadable'
  }
}

/** `askedAt`: when the store was asked, so that an answer which was long under way is as old as it is. */
type Entry = { readonly tenant: Tenant | null; readonly askedAt: number }

export type TenantDirectory = {
  /** The active tenant for a slug or host, or null. Throws TenantStoreUnavailable. */
  find(key: string): Promise<Tenant | null>
}

type Options = {
  load: (key: string) => Promise<Tenant | null>
  breaker: CircuitBreaker
  /** Milliseconds of a clock that only goes forward. */
  now: () => number
}

/** What a promise gives if it does so within a turn of the event loop, else null. */
function ready<T>(promise: Promise<T>): Promise<T | null> {
  const turn = new Promise<null>((resolve) => setImmediate(() => setImmediate(() => resolve(null))))
  return Promise.race([promise.catch(() => null), turn])
}

/**
 * Look-up with a memory: one second fresh, then served once more while one refresh runs, and for as long as the
 * database is slow or away. Who has no copy waits up to two seconds. Known and unknown keys are kept apart, so
 * asking for names that do not exist pushes no tenant out.
 */
export function tenantDirectory({ load, breaker, now }: Options): TenantDirectory {
  const known = new LRUCache<string, Entry>({ max: MAXIMUM_TENANTS })
  const unknown = new LRUCache<string, Entry>({ max: MAXIMUM_UNKNOWN })
  const running = new Map<string, Promise<Entry>>()
  let isPrompt = true

  function keep(key: string, entry: Entry): void {
    const [home, other] = entry.tenant ? [known, unknown] : [unknown, known]
    const before = known.get(key) ?? unknown.get(key)
    // Of two answers that overtook each other the later question counts.
    if (before && before.askedAt > entry.askedAt) return
    home.set(key, entry)
    other.delete(key)
  }

  async function refresh(key: string): Promise<Entry> {
    const askedAt = now()
    try {
      const entry: Entry = { tenant: await load(key), askedAt }
      keep(key, entry)
      isPrompt = now() - askedAt <= PROMPT_MS
      breaker.succeeded()
      return entry
    } catch (error) {
      if (error instanceof TenantUnreadable) {
        known.delete(key)
        breaker.succeeded()
      } else breaker.failed(error)
      throw error
    }
  }

  /** One question for all who ask at the same time; after two seconds the next one asks again. */
  function refreshOnce(key: string): Promise<Entry> {
    const going = running.get(key)
    if (going) return going
    const asking = refresh(key)
    const started = within(LIMIT_MS, 'The look-up of a tenant', asking)
      .catch(async (error: unknown) => {
        if (!(error instanceof DeadlinePassed)) throw error
        // Where this process itself stood still, the answer is here and only waits to be read.
        const late = await ready(asking)
        if (late !== null) return late
        breaker.failed(error)
        throw error
      })
      .finally(() => running.delete(key))
    // Whoever waits hears of a failure; a refresh in the background has nobody.
    started.catch(() => {})
    running.set(key, started)
    return started
  }

  function fromMemory(copy: Entry | undefined, age: number, error: unknown): Entry {
    if (copy?.tenant || (copy && age < EXPLAINS_UNKNOWN_MS)) return copy
    throw new TenantStoreUnavailable(error)
  }

  async function entryFor(key: string): Promise<Entry> {
    const copy = known.get(key) ?? unknown.get(key)
    const age = copy ? now() - copy.askedAt : Number.POSITIVE_INFINITY
    if (copy && age < FRESH_MS) return copy
    if (!breaker.admits()) return fromMemory(copy, age, breaker.openedBy())
    const refreshing = refreshOnce(key)
    if (copy?.tenant && (age < STALE_MS || !isPrompt || breaker.isOpen())) return copy
    try {
      return await (copy?.tenant ? within(PROMPT_MS, 'A fresher copy', refreshing) : refreshing)
    } catch (error) {
      if (error instanceof DeadlinePassed) isPrompt = false
      if (error instanceof TenantUnreadable) throw new TenantStoreUnavailable(error)
      return fromMemory(copy, age, error)
    }
  }

  return {
    async find(key) {
      if (!KEY.test(key)) return null
      const { tenant } = await entryFor(key)
      return tenant?.status === 'active' ? tenant : null
    },
  }
}
