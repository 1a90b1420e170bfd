import { type Answer, type Command, type Counted, keyOf, MARK_MS, type TakeCommand } from './commands'

/** More than the calls of half an hour at Cognito's quota; beyond it what was used longest ago is forgotten. */
const MAXIMUM_ROWS = 200_000

type Row = { readonly points: number; readonly expire: number }

/** The algorithm of all stores, on this process's memory. */
export class MemoryStore {
  readonly #rows = new Map<string, Row>()
  readonly #now: () => number

  /** @param now milliseconds of a clock that only goes forward */
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

  #take({ mode, markKey, steps, issues }: TakeCommand): Answer {
    const now = this.#now()
    const mark = (markKey !== null && this.#live(markKey)?.points) || 0
    const found = steps.map((step) => {
      const key = step.isPerCode ? `${keyOf(step)}:${mark}` : keyOf(step)
      return { key, step, row: this.#live(key) }
    })
    const isFull = found.some(({ row, step }) => (row?.points ?? 0) >= step.limit.times)
    const taken = mode === 'count' || (mode === 'take' && !isFull)
    const rows = found.map(({ key, step, row }): Counted => {
      const points = row?.points ?? 0
      const before = row && points > 0 ? row.expire : 0
      if (!taken) return { key, points, leftMs: before > 0 ? before - now : 0, expire: before, before }
      const isKept = before > 0 && step.limit.countedSince === 'first'
      const expire = isKept ? before : now + step.limit.perSeconds * 1_000
      this.#put(key, { points: points + 1, expire })
      return { key, points: points + 1, leftMs: expire - now, expire, before }
    })
    if (taken && markKey !== null && issues !== null) this.set(markKey, issues, MARK_MS)
    return { taken, mark, rows }
  }

  #apply(command: Command): Answer {
    if (command.op === 'take') return this.#take(command)
    for (const { key, expire, before } of command.rows) {
      const row = this.#live(key)
      if (!row || row.points <= 0) continue
      const end = row.expire === expire && before > 0 ? before : row.expire
      this.#put(key, { points: row.points - 1, expire: end })
    }
    const { mark } = command
    if (mark && this.#live(mark.key)?.points === mark.is) this.set(mark.key, mark.was, MARK_MS)
    return { taken: false, mark: 0, rows: [] }
  }

  /** Carries out commands in order. */
  run(commands: readonly Command[]): Answer[] {
    return commands.map((command) => this.#apply(command))
  }

  /** Writes down what another store says of a key. */
  set(key: string, points: number, leftMs: number): void {
    this.#put(key, { points, expire: this.#now() + leftMs })
  }
}
