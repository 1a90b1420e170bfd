import { BoundedMap } from '../bounded-map'
import { DeadlinePassed, within } from '../deadline'
import type { Tenant } from './tenant'

const FRESH_MS = 1_000
/** Older than this is not shown while a refresh runs: an edit must be everywhere within five seconds. */
const STALE_MS = 3_000
/** How long one failed look-up speaks for the database. */
const AWAY_MS = 1_000
/** A store that was not asked lately may have to connect, or to wake up. */
const LIMIT_MS = 1_000
const LATELY_MS = 60_000
/** One that answered lately and now takes longer is away: a page, if only the neutral one, is there within 300 ms. */
const LIMIT_LATELY_MS = 250
/** A copy in hand is not worth waiting for. */
const LIMIT_WITH_COPY_MS = 200
const MAXIMUM_TENANTS = 2_000
const MAXIMUM_UNKNOWN = 2_000
const KEY = /^[a-z0-9.-]{1,253}$/

/** The database does not answer and this tenant was never loaded, so nothing true can be shown. */
export class TenantStoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('The tenants cannot be read and this one was not read before', { cause })
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

type Entry = { readonly tenant: Tenant | null; readonly loadedAt: number }

export type TenantDirectory = {
  /** The active tenant for a slug or host, or null. Throws TenantStoreUnavailable. */
  find(key: string): Promise<Tenant | null>
}

type Options = {
  load: (key: string) => Promise<Tenant | null>
  /** Milliseconds of a clock that only goes forward. */
  now: () => number
  onAway: (error: unknown) => void
  onBack: () => void
}

/** What a promise gives if it does so within a turn of the event loop, else null. */
function ready<T>(promise: Promise<T>): Promise<T | null> {
  const turn = new Promise<null>((resolve) => setImmediate(() => setImmediate(() => resolve(null))))
  return Promise.race([promise.catch(() => null), turn])
}

/**
 * Look-up with a memory: one second fresh, then served once more while one refresh runs, and for as long as
 * the database is away. Known and unknown keys are kept apart, so asking for names that do not exist pushes
 * no tenant out.
 */
export function tenantDirectory({ load, now, onAway, onBack }: Options): TenantDirectory {
  const known = new BoundedMap<string, Entry>(MAXIMUM_TENANTS)
  const unknown = new BoundedMap<string, Entry>(MAXIMUM_UNKNOWN)
  const running = new Map<string, Promise<Entry>>()
  let awayUntil = Number.NEGATIVE_INFINITY
  let answeredAt = Number.NEGATIVE_INFINITY
  let isAway = false

  function markAway(error: unknown): void {
    if (!isAway) onAway(error)
    isAway = true
    awayUntil = now() + AWAY_MS
  }

  async function refresh(key: string): Promise<Entry> {
    try {
      const entry: Entry = { tenant: await load(key), loadedAt: now() }
      const [home, other] = entry.tenant ? [known, unknown] : [unknown, known]
      home.set(key, entry)
      other.delete(key)
      answeredAt = entry.loadedAt
      if (isAway) onBack()
      isAway = false
      awayUntil = Number.NEGATIVE_INFINITY
      return entry
    } catch (error) {
      if (error instanceof TenantUnreadable) known.delete(key)
      else markAway(error)
      throw error
    }
  }

  function refreshOnce(key: string): Promise<Entry> {
    const going = running.get(key)
    if (going) return going
    const started = refresh(key).finally(() => running.delete(key))
    // Whoever waits hears of a failure; a refresh in the background has nobody.
    started.catch(() => {})
    running.set(key, started)
    return started
  }

  async function entryFor(key: string): Promise<Entry> {
    const copy = known.get(key) ?? unknown.get(key)
    const age = copy ? now() - copy.loadedAt : Number.POSITIVE_INFINITY
    if (copy && age < FRESH_MS) return copy
    if (now() < awayUntil) {
      if (copy) return copy
      throw new TenantStoreUnavailable('the last look-up failed a moment ago')
    }
    if (copy && (isAway || (copy.tenant && age < STALE_MS))) {
      refreshOnce(key)
      return copy
    }
    const limitMs = now() - answeredAt < LATELY_MS ? LIMIT_LATELY_MS : LIMIT_MS
    const refreshing = refreshOnce(key)
    try {
      return await within(copy ? LIMIT_WITH_COPY_MS : limitMs, 'The look-up of a tenant', refreshing)
    } catch (error) {
      // Where this process itself stood still, the answer is here and only waits to be read.
      const late = error instanceof DeadlinePassed ? await ready(refreshing) : null
      if (late !== null) return late
      if (error instanceof DeadlinePassed) markAway(error)
      if (copy && !(error instanceof TenantUnreadable)) return copy
      throw new TenantStoreUnavailable(error)
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
