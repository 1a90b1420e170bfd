import {
  type Answer,
  type Command,
  type Counted,
  KNOWN_MS,
  keyOf,
  MARK_MS,
  type RefundCommand,
  type TakeCommand,
} from './commands'

/** More than half an hour's calls at Cognito's quota; beyond it the least recently used is forgotten. */
const MAXIMUM_ROWS = 200_000
/** Where the store remembers a take: with the mark that stood at it. */
const knownKey = (id: string) => `take:${id}`

type Row = { readonly points: number; readonly expire: number }

/** The algorithm of all stores, on this process's memory. */
export class MemoryStore {
  readonly #rows = new Map<string, Row>()
  readonly #now: () => number

  /** @param now milliseconds on a monotonic clock */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  #live(key: string): Row | null {
    const row = this.#rows.get(key)
    if (row && row.expire > this.#now()) return row
    if (row) this.#rows.delete(key)
    return null
  }

  #put(key: string, row: Row): void {
    this.#rows.delete(key)
    this.#rows.set(key, row)
    const [oldest] = this.#rows.keys()
    if (this.#rows.size > MAXIMUM_ROWS && oldest !== undefined) this.#rows.delete(oldest)
  }

  #take({ id, mode, markKey, steps, issues }: TakeCommand): Answer {
    const now = this.#now()
    const repeated = id === null ? null : this.#live(knownKey(id))
    const mark = repeated?.points ?? ((markKey !== null && this.#live(markKey)?.points) || 0)
    const found = steps.map((step) => {
      const key = step.isPerCode ? `${keyOf(step)}:${mark}` : keyOf(step)
      return { key, step, row: this.#live(key) }
    })
    const isFull = found.some(({ row, step }) => (row?.points ?? 0) >= step.limit.times)
    const taken = repeated !== null || mode === 'count' || (mode === 'take' && !isFull)
    const rows = found.map(({ key, step, row }): Counted => {
      const points = row?.points ?? 0
      const before = row && points > 0 ? row.expire : 0
      if (repeated) return { key, points, leftMs: Math.max(before - now, 0), expire: before, before: 0 }
      if (!taken) return { key, points, leftMs: before > 0 ? before - now : 0, expire: before, before }
      const isKept = before > 0 && step.limit.countedSince === 'first'
      const expire = isKept ? before : now + step.limit.perSeconds * 1_000
      this.#put(key, { points: points + 1, expire })
      return { key, points: points + 1, leftMs: expire - now, expire, before }
    })
    if (taken && !repeated) {
      if (markKey !== null && issues !== null) this.set(markKey, issues, MARK_MS)
      if (id !== null) this.set(knownKey(id), mark, KNOWN_MS)
    }
    return { taken, mark, rows }
  }

  #refund({ id, rows, mark }: RefundCommand): void {
    const known = id === null ? null : this.#live(knownKey(id))
    if (id !== null && !known) return
    if (id !== null) this.#rows.delete(knownKey(id))
    const atTake = known?.points ?? 0
    for (const { key, isPerCode, expire, before } of rows) {
      const name = isPerCode ? `${key}:${atTake}` : key
      const row = this.#live(name)
      if (!row || row.points <= 0) continue
      const end = row.expire === expire && before > 0 ? before : row.expire
      this.#put(name, { points: row.points - 1, expire: end })
    }
    if (mark && this.#live(mark.key)?.points === mark.is) this.set(mark.key, mark.was ?? atTake, MARK_MS)
  }

  #apply(command: Command): Answer {
    if (command.op === 'take') return this.#take(command)
    this.#refund(command)
    return { taken: false, mark: 0, rows: [] }
  }

  /** Carries out commands in order. */
  run(commands: readonly Command[]): Answer[] {
    return commands.map((command) => this.#apply(command))
  }

  /** Records what another store says of a key. */
  set(key: string, points: number, leftMs: number): void {
    this.#put(key, { points, expire: this.#now() + leftMs })
  }
}
