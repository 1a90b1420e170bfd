import 'server-only'
import { digestAfter, MARK_BYTES, type Month, marksOf, type Seal } from './chain'

/** What is wrong with the audit log. `entry` is an id; `month` is missing where it isn't about one. */
export type Fault =
  /** The entry is not as it was sealed, or was put in since. */
  | { readonly kind: 'changed'; readonly month: string; readonly entry: number }
  /** So many entries with ids between these are gone. */
  | {
      readonly kind: 'missing'
      readonly month: string
      readonly from: number
      readonly to: number
      readonly count: number
    }
  /** No seal covers the entry, although others with higher ids are sealed. */
  | { readonly kind: 'put in'; readonly entry: number }
  /** A seal was changed, or stands in the wrong place. */
  | { readonly kind: 'seal'; readonly month: string; readonly seal: number }
  /** The month's chain ends before its checkpoint, or otherwise. */
  | { readonly kind: 'cut'; readonly month: string; readonly seals: number; readonly of: number }
  /** A checkpoint was changed or removed; without a month, what says how far the log is sealed. */
  | { readonly kind: 'checkpoint'; readonly month?: string }
  /** A checkpoint's secret is not in REKEY_SECRET, so it can't be checked. */
  | { readonly kind: 'secret'; readonly month?: string }
  /** There are entries and no seals at all. */
  | { readonly kind: 'not sealed'; readonly entries: number }
  /** The chain does not have the anchor that was given. */
  | { readonly kind: 'anchor'; readonly month: string; readonly seal: number }

/** An entry as it is found. */
export type Found = { readonly id: number; readonly mark: string }

/** The entries that one seal covers, against what it says of them. */
function compareSeal(seal: Seal, found: readonly Found[]): Fault[] {
  const left = new Set(marksOf(seal))
  const strange = found.filter(({ mark }) => !left.delete(mark))
  const { month, afterId, toId } = seal
  const missing = left.size - strange.length
  return [
    ...strange.map(({ id }) => ({ kind: 'changed', month, entry: id }) as const),
    ...(missing > 0
      ? [{ kind: 'missing', month, from: afterId + 1, to: toId, count: missing } as const]
      : []),
  ]
}

/**
 * Compares the log with its seals, piece by piece, in the order of the ids.
 *
 * @param months whose seals are compared; what was sealed after they were read is left out
 */
export function comparison(months: readonly Month[]) {
  const heads = new Map(months.map((month) => [month.month, month]))
  const reached = new Map(
    months.map(({ month, goneSeals, goneDigest }) => [month, { number: goneSeals, digest: goneDigest }]),
  )
  let entriesSeen = 0

  /** Puts a seal behind those before it. Continues with what it says of itself, so that one fault is told once. */
  function follow(seal: Seal): Fault[] {
    const before = reached.get(seal.month)
    if (before === undefined) return [{ kind: 'seal', month: seal.month, seal: seal.number }]
    reached.set(seal.month, { number: seal.number, digest: seal.digest })
    const fits =
      seal.number === before.number + 1 &&
      seal.marks.length === seal.entries * MARK_BYTES &&
      seal.digest === digestAfter(before.digest, seal)
    return fits ? [] : [{ kind: 'seal', month: seal.month, seal: seal.number }]
  }

  return {
    /** @param entries all that have ids among those of the seals, and none besides; both in the order of ids */
    piece(seals: readonly Seal[], entries: readonly Found[]): Fault[] {
      const covered = seals.filter((seal) => seal.number <= (heads.get(seal.month)?.seals ?? 0))
      const of = new Map<Seal, Found[]>(covered.map((seal) => [seal, []]))
      const faults: Fault[] = covered.flatMap(follow)
      const waiting = [...covered]
      for (const entry of entries) {
        while (waiting[0] && waiting[0].toId < entry.id) waiting.shift()
        const [seal] = waiting
        if (seal && seal.afterId < entry.id) of.get(seal)?.push(entry)
        else faults.push({ kind: 'put in', entry: entry.id })
      }
      entriesSeen += entries.length
      for (const [seal, found] of of) faults.push(...compareSeal(seal, found))
      return faults
    },
    /** What only shows at the end: chains that end too soon. */
    end(): Fault[] {
      return months.flatMap(({ month, seals, digest }): Fault[] => {
        const { number = 0, digest: last = '' } = reached.get(month) ?? {}
        return number === seals && last === digest ? [] : [{ kind: 'cut', month, seals: number, of: seals }]
      })
    },
    entriesSeen: () => entriesSeen,
  }
}
