import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { CircuitBreaker } from '../platform/circuit-breaker'
import { within } from '../platform/deadline'
import type { AttemptKeys, Claim, ConfirmationStore, Confirmations, Held, Look, SeenRow } from './attempts'
import { beginBid } from './bid'
import { looks } from './looks'
import { EXPLAINS_MS, ownConfirmations, toldBy } from './own-confirmations'

/** How long to wait until an attempt's end is saved where no answer depends on it. It is saved all the same. */
const SETTLE_LIMIT_MS = 500
const WAIT_MS = 9_000
const POLL_MS = 100
const SAVE_AGAIN_MS = 1_000
/** What other instances did alone during an outage is written by so long after it, and not at once. */
const CATCHING_UP_MS = 2 * SAVE_AGAIN_MS
/** In a shorter one, such as a connection that broke, the second try reached the store and nobody went on alone. */
const LEAST_OUTAGE_MS = 500

type Options = { store: ConfirmationStore; breaker: CircuitBreaker }

/**
 * The memory of attempts, shared by all instances. Where the store can't be asked, or not in time, this process's own
 * memory is used instead; codes that it doesn't know then count as not looked up, never as unused. So do those that a store
 * doesn't know that has just come back: other instances may still owe it what they did meanwhile.
 */
export function confirmations({ store, breaker }: Options): Confirmations {
  const own = ownConfirmations()
  /** Claims whose answer nobody waits for any more: an attempt's end is written after its claim. */
  const claiming = new Map<string, Promise<unknown>>()
  const unsaved = new Set<Promise<void>>()
  let awaySince: number | null = null
  let backAt = Number.NEGATIVE_INFINITY

  function answered(): void {
    breaker.succeeded()
    if (awaySince !== null && performance.now() - awaySince >= LEAST_OUTAGE_MS) backAt = performance.now()
    awaySince = null
  }

  async function asking<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work()
      answered()
      return result
    } catch (error) {
      breaker.failed(error)
      if (breaker.isOpen()) awaySince ??= performance.now()
      throw error
    }
  }

  /** Whether the store may be taken to know of every use of a code. */
  const knowsAll = () => performance.now() - backAt >= CATCHING_UP_MS

  type Seen = { readonly row: SeenRow | null; readonly isLookedUp: boolean }
  type Turn = { readonly look: Look; readonly by: 'own' | 'store' }

  async function tryClaim(attempt: AttemptKeys, holder: string, limitMs: number): Promise<Turn | null> {
    const known = own.tryClaim(attempt, holder)
    if (known.kind === 'pending') return { look: known, by: 'own' }
    if (!breaker.admits()) return null
    const ask = () => asking(() => store.tryClaim(attempt, holder))
    // A connection that broke while idle fails on its first use; the second try gets a good one.
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

  /**
   * The other attempt that this one waits for, read where it was found; if it can't be read now, it counts as still
   * under way.
   */
  async function readOther(key: string, by: Turn['by'], at: Date): Promise<SeenRow | null> {
    if (by === 'own') return own.read(key)
    try {
      const row = (await asking(() => store.read([key]))).get(key)
      return row && !row.isStale ? row : null
    } catch {
      return { state: 'pending', at, request: null, earlier: null, isStale: false }
    }
  }

  async function claimAlone(
    attempt: AttemptKeys,
    limitMs: number,
    { holder, look = null }: { holder: string; look?: Look | null } = { holder: randomUUID() },
  ): Promise<Claim> {
    const { key } = attempt
    const giveUpAt = performance.now() + WAIT_MS
    let turn: Turn | null = look ? { look, by: 'store' } : await tryClaim(attempt, holder, limitMs)
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
        return { ...row, kind: 'settled', state: row.state, isLookedUp: by === 'store' && knowsAll() }
      if (!row) turn = await tryClaim(attempt, holder, limitMs)
    }
    const ownEarlier = own.earlierOf(key)
    const held = { ...attempt, holder, isLookedUp: turn !== null && knowsAll() }
    return {
      kind: 'mine',
      ...held,
      earlier: turn?.look.kind === 'mine' ? (turn.look.earlier ?? ownEarlier) : ownEarlier,
    }
  }

  /** Writes after the claim, and retries until it is written or has expired. */
  function save<T>({ holder }: Pick<Held, 'holder'>, write: () => Promise<T>): Promise<T> {
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
      const row = (await within(limitMs, 'Looking up a code', sent.answer)) ?? mine
      return { row, isLookedUp: knowsAll() }
    } catch {
      sent.withdraw()
      return { row: mine, isLookedUp: false }
    }
  }

  async function release(held: AttemptKeys & { holder: string }): Promise<void> {
    own.release(held, held.holder)
    const written = save(held, () => store.release(held, held.holder))
    await within(SETTLE_LIMIT_MS, 'Letting go of a code', written).catch(() => {})
  }

  return {
    bid(attempt) {
      if (waiting.has(attempt.key) || breaker.isOpen()) return null
      return beginBid({ own, claiming, lookIn: store.lookIn, answered, release }, attempt)
    },
    release,
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
    async claim(attempt, limitMs, bid) {
      const begun = bid?.held()
      if (begun) return claimAlone(attempt, limitMs, begun)
      // Of several in this process one waits for all: one that looked a moment later might miss how the attempt ended.
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
        return { earlier: earlier ?? held.earlier, isLookedUp: knowsAll() }
      } catch {
        return held
      }
    },
    async saved() {
      await Promise.all(unsaved)
    },
  }
}
