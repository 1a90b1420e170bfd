import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { CircuitBreaker } from '../circuit-breaker'
import { within } from '../deadline'
import { looks } from './looks'
import { type Earlier, EXPLAINS_MS, ownConfirmations, toldBy } from './own-confirmations'

/** How long an attempt's end is waited for where nothing that is told depends on it. It is written all the same. */
const SETTLE_LIMIT_MS = 500
const WAIT_MS = 9_000
const POLL_MS = 100
const SAVE_AGAIN_MS = 1_000

export type SettledState = 'done' | 'unknown' | 'rejected'

/** An attempt: with which code, and by which request (its password included), both as keyed hashes. */
export type AttemptKeys = { readonly tenantId: string; readonly key: string; readonly request: string }

/** What the caller holds while it is the one who sends a code to Cognito. */
export type Held = AttemptKeys & {
  /** Names this very attempt, so that asking the store twice is asking once. */
  readonly holder: string
  /** An attempt of the last quarter of an hour with the same code that worked or may have; null where none is known of. */
  readonly earlier: Earlier | null
  /** Whether the store answered: only then does null mean that there was none. */
  readonly isLookedUp: boolean
}

/** Whose turn it is. */
export type Claim =
  | ({ readonly kind: 'mine' } & Held)
  /** Another attempt with this code was under way, and this is how it ended: do not send another. */
  | ({
      readonly kind: 'settled'
      readonly state: SettledState
      readonly at: Date
      /** By which request; null where that is not known. */
      readonly request: string | null
    } & Known)

/** What is known of a code besides the attempt that asks. */
export type Known = Pick<Held, 'earlier' | 'isLookedUp'>

/** One look at the store: the claim, or that another one is under way. */
export type Look =
  | { readonly kind: 'mine'; readonly earlier: Earlier | null }
  | { readonly kind: 'pending'; readonly at: Date }

export type SeenRow = {
  readonly state: SettledState | 'pending'
  readonly at: Date
  /** Pending for longer than an attempt can last: its process ended in the middle of it. */
  readonly isStale: boolean
  readonly request: string | null
  readonly earlier: Earlier | null
}

export type ConfirmationStore = {
  /** Asked again by the same holder it answers the same. */
  tryClaim(attempt: AttemptKeys, holder: string): Promise<Look>
  /** What stands of codes, all of them in one look. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, SeenRow>>
  /** Gives what else is known of the code by then. */
  settle(attempt: AttemptKeys, holder: string, state: SettledState, at: Date): Promise<Earlier | null>
  release(attempt: AttemptKeys, holder: string): Promise<void>
}

export type Confirmations = {
  /** `limitMs`: how long the store may take before Cognito is asked without its word. */
  claim(attempt: AttemptKeys, limitMs: number): Promise<Claim>
  /** What is known of a code, for an attempt that will not be sent; waits, within `limitMs`, for one that is under way. */
  lookUp(attempt: AttemptKeys, limitMs: number): Promise<Known>
  settle(held: Held, state: SettledState, at: Date, limitMs?: number): Promise<Known>
  release(held: Held): Promise<void>
  saved(): Promise<void>
}

type Options = { store: ConfirmationStore; breaker: CircuitBreaker }

/**
 * The memory of attempts, shared by all instances. Where the store can't be asked, or not in time, this process's own
 * memory stands in; what that one doesn't know is then said to be not looked up, never to be new.
 */
export function confirmations({ store, breaker }: Options): Confirmations {
  const own = ownConfirmations()
  /** Claims whose answer nobody waits for any more: the end of an attempt is written after them. */
  const claiming = new Map<string, Promise<unknown>>()
  const unsaved = new Set<Promise<void>>()

  async function asking<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work()
      breaker.succeeded()
      return result
    } catch (error) {
      breaker.failed(error)
      throw error
    }
  }

  type Seen = { readonly row: SeenRow | null; readonly isLookedUp: boolean }
  type Turn = { readonly look: Look; readonly by: 'own' | 'store' }

  async function tryClaim(attempt: AttemptKeys, holder: string, limitMs: number): Promise<Turn | null> {
    const known = own.tryClaim(attempt, holder)
    if (known.kind === 'pending') return { look: known, by: 'own' }
    if (!breaker.admits()) return null
    const ask = () => asking(() => store.tryClaim(attempt, holder))
    // A connection that broke while nobody used it is noticed by its first use, and the next one is good.
    const answer = ask().catch(ask)
    const ended = answer.catch(() => {}).finally(() => claiming.delete(holder))
    claiming.set(holder, ended)
    try {
      const look = await within(limitMs, 'Claiming a code', answer)
      if (look.kind === 'pending') own.release(attempt, holder)
      return { look, by: 'store' }
    } catch {
      return null
    }
  }

  /** The attempt that is waited for, from where it was seen; one that cannot be seen now is still under way. */
  async function readOther(key: string, by: Turn['by'], at: Date): Promise<SeenRow | null> {
    if (by === 'own') return own.read(key)
    try {
      const row = (await asking(() => store.read([key]))).get(key)
      return row && !row.isStale ? row : null
    } catch {
      return { state: 'pending', at, request: null, earlier: null, isStale: false }
    }
  }

  async function claimAlone(attempt: AttemptKeys, limitMs: number): Promise<Claim> {
    const { key } = attempt
    const holder = randomUUID()
    const giveUpAt = performance.now() + WAIT_MS
    let turn = await tryClaim(attempt, holder, limitMs)
    while (turn?.look.kind === 'pending') {
      const { look, by } = turn
      if (performance.now() > giveUpAt)
        return {
          at: look.at,
          request: null,
          earlier: null,
          kind: 'settled',
          state: 'unknown',
          isLookedUp: false,
        }
      await pause(POLL_MS * (0.5 + Math.random()))
      const row = await readOther(key, by, look.at)
      if (row && row.state !== 'pending')
        return { ...row, kind: 'settled', state: row.state, isLookedUp: by === 'store' }
      if (!row) turn = await tryClaim(attempt, holder, limitMs)
    }
    const ownEarlier = own.earlierOf(key)
    const held = { ...attempt, holder, isLookedUp: turn !== null }
    return {
      kind: 'mine',
      ...held,
      earlier: turn?.look.kind === 'mine' ? (turn.look.earlier ?? ownEarlier) : ownEarlier,
    }
  }

  /** Writes after the claim, and again until it is written or means nothing any more. */
  function save<T>({ holder }: Held, write: () => Promise<T>): Promise<T> {
    const first = (async () => {
      await claiming.get(holder)
      return asking(write)
    })()
    const giveUpAt = performance.now() + EXPLAINS_MS
    const insist = async () => {
      while (performance.now() < giveUpAt) {
        await pause(SAVE_AGAIN_MS, undefined, { ref: false })
        if (
          await asking(write).then(
            () => true,
            () => false,
          )
        )
          return
      }
    }
    const saved = first.then(
      () => {},
      () => insist(),
    )
    unsaved.add(saved)
    void saved.finally(() => unsaved.delete(saved))
    return first
  }

  const waiting = new Map<string, Promise<Claim>>()

  const looksOf = looks((keys) => asking(() => store.read(keys)))

  async function look({ tenantId, key }: AttemptKeys, limitMs: number): Promise<Seen> {
    const mine = own.read(key)
    if (mine && mine.state !== 'pending' && toldBy(mine)) return { row: mine, isLookedUp: false }
    if (!breaker.admits()) return { row: mine, isLookedUp: false }
    const sent = looksOf(tenantId).send(key)
    try {
      return { row: (await within(limitMs, 'Looking up a code', sent.answer)) ?? mine, isLookedUp: true }
    } catch {
      sent.withdraw()
      return { row: mine, isLookedUp: false }
    }
  }

  return {
    async lookUp(attempt, limitMs) {
      const giveUpAt = performance.now() + limitMs
      for (;;) {
        const leftMs = giveUpAt - performance.now()
        const { row, isLookedUp } = await look(attempt, Math.max(leftMs, 0))
        if (row?.state !== 'pending' || row.isStale || leftMs <= POLL_MS)
          return { earlier: row ? toldBy(row) : null, isLookedUp }
        await pause(POLL_MS * (0.5 + Math.random()))
      }
    },
    async claim(attempt, limitMs) {
      // Of several here one waits for all: whoever looked a moment later might miss how it ended.
      for (let other = waiting.get(attempt.key); other; other = waiting.get(attempt.key)) {
        const result = await other
        if (result.kind === 'settled') return result
      }
      const alone = claimAlone(attempt, limitMs).finally(() => waiting.delete(attempt.key))
      waiting.set(attempt.key, alone)
      return alone
    },
    async settle(held, state, at, limitMs = SETTLE_LIMIT_MS) {
      own.settle(held, state, at)
      const written = save(held, () => store.settle(held, held.holder, state, at))
      try {
        const earlier = await within(limitMs, 'Settling a code', written)
        return { earlier: earlier ?? held.earlier, isLookedUp: true }
      } catch {
        return held
      }
    },
    async release(held) {
      own.release(held, held.holder)
      const written = save(held, () => store.release(held, held.holder))
      await within(SETTLE_LIMIT_MS, 'Letting go of a code', written).catch(() => {})
    },
    async saved() {
      await Promise.all(unsaved)
    },
  }
}
