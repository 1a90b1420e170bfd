import { setTimeout as pause } from 'node:timers/promises'
import { BoundedMap } from '../bounded-map'
import { outageGuard } from '../outage'

const STORE_LIMIT_MS = 500
const AWAY_MS = 1_000
const WAIT_MS = 9_000
const POLL_MS = 100
const MAXIMUM_REMEMBERED = 10_000

/** An attempt is not under way for longer than this: the action's own limit is ten seconds. */
export const PENDING_MS = 12_000
/** How long an attempt that may have worked explains a later "wrong code". */
export const EXPLAINS_MS = 15 * 60_000

export type SettledState = 'done' | 'unknown' | 'rejected'
export type Earlier = { readonly state: 'done' | 'unknown'; readonly at: Date }

/** Whose turn it is. */
export type Claim =
  /** The caller's: nothing is known of this code. */
  | { readonly kind: 'mine' }
  /** The caller's, but an attempt of the last quarter of an hour worked or may have. */
  | ({ readonly kind: 'earlier' } & Earlier)
  /** Another attempt with this code was under way, and this is how it ended: do not send another. */
  | { readonly kind: 'settled'; readonly state: SettledState; readonly at: Date }

/** One look at the store: the claim, or that another one is under way. */
export type Look =
  | { readonly kind: 'mine'; readonly earlier: Earlier | null }
  | { readonly kind: 'pending'; readonly at: Date }

export type ConfirmationStore = {
  tryClaim(tenantId: string, key: string): Promise<Look>
  /** Null where the row is gone or may be claimed again. */
  read(key: string): Promise<{ readonly state: SettledState | 'pending'; readonly at: Date } | null>
  settle(tenantId: string, key: string, state: SettledState, at: Date): Promise<void>
  release(key: string): Promise<void>
}

export type Confirmations = {
  claim(tenantId: string, key: string): Promise<Claim>
  settle(tenantId: string, key: string, state: SettledState, at: Date): Promise<void>
  release(key: string): Promise<void>
}

type Remembered = {
  state: SettledState | 'pending'
  at: Date
  earlier: Earlier | null
}

const explains = (earlier: Earlier | null) =>
  earlier && Date.now() - earlier.at.getTime() < EXPLAINS_MS ? earlier : null

/** What a row in this state tells a later attempt: one that never ended may have worked. */
function earlierOf({ state, at, earlier }: Remembered): Earlier | null {
  if (state === 'rejected') return explains(earlier)
  return explains({ state: state === 'done' ? 'done' : 'unknown', at })
}

/** The same rules in this process's memory, for as long as the store is away. */
function ownConfirmations(): ConfirmationStore {
  const rows = new BoundedMap<string, Remembered>(MAXIMUM_REMEMBERED)
  return {
    async tryClaim(_, key) {
      const row = rows.get(key)
      const at = new Date()
      if (row?.state === 'pending' && at.getTime() - row.at.getTime() < PENDING_MS) {
        return { kind: 'pending', at: row.at }
      }
      const earlier = row ? earlierOf(row) : null
      rows.set(key, { state: 'pending', at, earlier })
      return { kind: 'mine', earlier }
    },
    async read(key) {
      return rows.get(key) ?? null
    },
    async settle(_, key, state, at) {
      rows.set(key, { state, at, earlier: explains(rows.get(key)?.earlier ?? null) })
    },
    async release(key) {
      const earlier = explains(rows.get(key)?.earlier ?? null)
      if (earlier) rows.set(key, { ...earlier, earlier: null })
      else rows.delete(key)
    },
  }
}

type Options = {
  store: ConfirmationStore
  onAway: (error: unknown) => void
  onBack: () => void
}

/**
 * The memory of attempts, shared by all instances; truthful about double clicks and lost answers also while
 * the store is away, as far as one process can know.
 */
export function confirmations({ store, onAway, onBack }: Options): Confirmations {
  const own = ownConfirmations()
  const guarded = outageGuard({
    what: 'The memory of attempts',
    limitMs: STORE_LIMIT_MS,
    awayMs: AWAY_MS,
    onAway,
    onBack,
  })

  type Turn = { readonly look: Look; readonly by: 'own' | 'store' }

  /** What this process learned while the store was away counts for as long as it explains anything. */
  async function tryClaim(tenantId: string, key: string): Promise<Turn> {
    const known = await own.tryClaim(tenantId, key)
    if (known.kind === 'pending') return { look: known, by: 'own' }
    const look = await guarded(
      () => store.tryClaim(tenantId, key),
      () => known,
    )
    if (look.kind === 'mine')
      return { look: { kind: 'mine', earlier: look.earlier ?? known.earlier }, by: 'store' }
    await own.release(key)
    return { look, by: 'store' }
  }

  /** The attempt that is waited for, from where it was seen; one that cannot be seen now is still under way. */
  const readOther = (key: string, by: Turn['by'], at: Date) =>
    by === 'own'
      ? own.read(key)
      : guarded(
          () => store.read(key),
          () => ({ state: 'pending' as const, at }),
        )

  async function claimAlone(tenantId: string, key: string): Promise<Claim> {
    const giveUpAt = performance.now() + WAIT_MS
    let { look, by } = await tryClaim(tenantId, key)
    while (look.kind === 'pending') {
      if (performance.now() > giveUpAt) return { kind: 'settled', state: 'unknown', at: look.at }
      await pause(POLL_MS * (0.5 + Math.random()))
      const row = await readOther(key, by, look.at)
      if (row && row.state !== 'pending') return { kind: 'settled', state: row.state, at: row.at }
      if (!row) ({ look, by } = await tryClaim(tenantId, key))
    }
    return look.earlier ? { kind: 'earlier', ...look.earlier } : { kind: 'mine' }
  }

  const claiming = new Map<string, Promise<Claim>>()

  return {
    async claim(tenantId, key) {
      // Of several here one waits for all: whoever looked a moment later might miss how it ended.
      for (let other = claiming.get(key); other; other = claiming.get(key)) {
        const result = await other
        if (result.kind === 'settled') return result
      }
      const alone = claimAlone(tenantId, key).finally(() => claiming.delete(key))
      claiming.set(key, alone)
      return alone
    },
    async settle(tenantId, key, state, at) {
      await own.settle(tenantId, key, state, at)
      await guarded(
        () => store.settle(tenantId, key, state, at),
        () => {},
      )
    },
    async release(key) {
      await own.release(key)
      await guarded(
        () => store.release(key),
        () => {},
      )
    },
  }
}
