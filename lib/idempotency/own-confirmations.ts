import { LRUCache } from 'lru-cache'
import type { AttemptKeys, Earlier, Look, SeenRow, SettledState } from './attempts'

const MAXIMUM_REMEMBERED = 10_000

/** An attempt is not under way for longer than this: the action's own limit is ten seconds. */
export const PENDING_MS = 12_000
/** How long an attempt that may have worked explains a later "wrong code". */
export const EXPLAINS_MS = 15 * 60_000

type Remembered = Omit<SeenRow, 'isStale'> & { readonly holder: string }

const explains = (earlier: Earlier | null | undefined): Earlier | null =>
  earlier && Date.now() - earlier.at.getTime() < EXPLAINS_MS ? earlier : null

/** What a row in this state tells a later attempt: one that never ended may have worked. */
export function toldBy({ state, at, request, earlier }: Omit<SeenRow, 'isStale'>): Earlier | null {
  if (state === 'rejected') return explains(earlier)
  return explains({ state: state === 'done' ? 'done' : 'unknown', at, request })
}

/**
 * The attempts that this process itself saw, by the rules of the store. It knows nothing else: a code that isn't here
 * may well have been used at another instance, or before a restart.
 */
export function ownConfirmations() {
  const rows = new LRUCache<string, Remembered>({ max: MAXIMUM_REMEMBERED })
  return {
    tryClaim({ key, request }: AttemptKeys, holder: string): Look {
      const row = rows.get(key)
      if (row?.holder === holder) return { kind: 'mine', earlier: explains(row.earlier) }
      const at = new Date()
      if (row?.state === 'pending' && at.getTime() - row.at.getTime() < PENDING_MS)
        return { kind: 'pending', at: row.at }
      const earlier = row ? toldBy(row) : null
      rows.set(key, { state: 'pending', at, request, holder, earlier })
      return { kind: 'mine', earlier }
    },
    read(key: string): SeenRow | null {
      const row = rows.get(key)
      return row
        ? {
            state: row.state,
            at: row.at,
            request: row.request,
            earlier: explains(row.earlier),
            isStale: Date.now() - row.at.getTime() >= PENDING_MS,
          }
        : null
    },
    /** What came before the attempt that is remembered. */
    earlierOf: (key: string): Earlier | null => explains(rows.get(key)?.earlier),
    settle({ key, request }: AttemptKeys & { holder: string }, state: SettledState, at: Date): void {
      const row = rows.get(key)
      rows.set(key, { state, at, request, holder: row?.holder ?? '', earlier: explains(row?.earlier) })
    },
    release({ key }: AttemptKeys, holder: string): void {
      const row = rows.get(key)
      if (row?.holder !== holder) return
      const earlier = explains(row.earlier)
      if (earlier) rows.set(key, { ...earlier, holder: '', earlier: null })
      else rows.delete(key)
    },
  }
}

export type OwnConfirmations = ReturnType<typeof ownConfirmations>
