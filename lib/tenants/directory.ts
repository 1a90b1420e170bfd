import { LRUCache } from 'lru-cache'
import type { CircuitBreaker } from '../platform/circuit-breaker'
import { DeadlinePassed, within } from '../platform/deadline'
import type { Tenant } from './tenant'

const FRESH_MS = 1_000
/** A copy older than this is not used while a refresh runs: an edit must be everywhere within five seconds. */
const STALE_MS = 3_000
/** How long a request without a copy waits for a slow store; then the person sees a neutral page. */
const LIMIT_MS = 2_000
/** How long a request that has a copy waits for a slow store. */
const PROMPT_MS = 200
/** How long "no such tenant" holds while the store can't be asked again. */
const EXPLAINS_UNKNOWN_MS = 60_000
const MAXIMUM_TENANTS = 2_000
const MAXIMUM_UNKNOWN = 2_000
const KEY = /^[a-z0-9.-]{1,253}$/

/** The database does not answer and the tenant was never loaded, so nothing true can be shown. */
export class TenantStoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('The tenants cannot be read, and what was asked for was not read before', { cause })
    this.name = 'TenantStoreUnavailable'
  }
}

/** One tenant's stored data is damaged: that tenant can't be shown, all others can. */
export class TenantUnreadable extends Error {
  constructor(slug: string, cause: unknown) {
    super(`The stored settings of tenant ${slug} are not whole`, { cause })
    this.name = 'TenantUnreadable'
  }
}

/** `askedAt`: when the store was asked, so that a late answer counts as old as it is. */
type Entry = { readonly tenant: Tenant | null; readonly askedAt: number }

export type TenantDirectory = {
  /**
   * The tenant that an address names: a slug (never a dot) or one of its own verified hosts (always a dot), in
   * lower case. Null for an unknown or paused one.
   *
   * Served from memory for up to a second, and for as long as the database is slow or away.
   *
   * @throws TenantStoreUnavailable where the tenant was never loaded and can't be within two seconds
   */
  find(key: string): Promise<Tenant | null>
}

type Options = {
  load: (key: string) => Promise<Tenant | null>
  breaker: CircuitBreaker
  /** Milliseconds on a monotonic clock. */
  now: () => number
}

/** A promise's value if it resolves within a turn of the event loop, else null. */
function ready<T>(promise: Promise<T>): Promise<T | null> {
  const turn = new Promise<null>((resolve) => setImmediate(() => setImmediate(() => resolve(null))))
  return Promise.race([promise.catch(() => null), turn])
}

/**
 * Look-up with a cache: an entry is fresh for one second, then served while a refresh runs, and for as long as the
 * database is slow or away. A request without a copy waits up to two seconds. Known and unknown keys are cached
 * separately, so asking for names that do not exist evicts no tenant.
 */
export function tenantDirectory({ load, breaker, now }: Options): TenantDirectory {
  const known = new LRUCache<string, Entry>({ max: MAXIMUM_TENANTS })
  const unknown = new LRUCache<string, Entry>({ max: MAXIMUM_UNKNOWN })
  const running = new Map<string, Promise<Entry>>()
  let isPrompt = true

  function keep(key: string, entry: Entry): void {
    const [home, other] = entry.tenant ? [known, unknown] : [unknown, known]
    const before = known.get(key) ?? unknown.get(key)
    // Where two answers overtook each other, the later query counts.
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

  /** One query for all who ask at the same time; after two seconds the next caller asks again. */
  function refreshOnce(key: string): Promise<Entry> {
    const going = running.get(key)
    if (going) return going
    const asking = refresh(key)
    const started = within(LIMIT_MS, 'The look-up of a tenant', asking)
      .catch(async (error: unknown) => {
        if (!(error instanceof DeadlinePassed)) throw error
        // If this process itself was stalled, the answer is here and only has to be read.
        const late = await ready(asking)
        if (late !== null) return late
        breaker.failed(error)
        throw error
      })
      .finally(() => running.delete(key))
    // A failure reaches the callers that wait; a refresh in the background has none.
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
