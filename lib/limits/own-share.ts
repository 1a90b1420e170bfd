import { type Answer, type Counted, MARK_MS, type Step, type TakeCommand } from './commands'
import { MemoryStore } from './memory-store'
import { halved, type LimitName } from './policy'

/** What this process took, by itself or from the shared store, for its half of each limit. */
const own = (step: Step): Step => ({ ...step, key: `own:${step.key}`, limit: halved(step.limit) })
/** What all instances took, as far as this process knows. */
const all = (step: Step): Step => ({ ...step, key: `all:${step.key}` })

/**
 * What one process may allow while the shared store can't be asked: half of each limit, minus what it took from the
 * store before, and no more than the store last said was left.
 */
export class OwnShare {
  readonly #memory: MemoryStore
  readonly #takenAlone = new WeakMap<TakeCommand, { mark: number; rows: Map<LimitName, Counted[]> }>()

  constructor(now?: () => number) {
    this.#memory = new MemoryStore(now)
  }

  /** Takes one of each limit, or nothing. */
  take(command: TakeCommand): Answer {
    const steps = command.steps.flatMap((step) => [own(step), all(step)])
    const [answer] = this.#memory.run([{ ...command, id: null, steps }])
    if (!answer) throw new Error('Memory gave no answer')
    // Of a step's two rows, the one that stays full for longer counts.
    const rows = command.steps.map((step, index): Counted => {
      const pair = [answer.rows[index * 2], answer.rows[index * 2 + 1]].filter((row) => row !== undefined)
      const [ownRow, allRow] = pair
      if (!ownRow || !allRow) throw new Error('Memory gave fewer rows than steps')
      const ownFull = ownRow.points >= own(step).limit.times
      const allFull = allRow.points >= step.limit.times
      const row = allFull && (!ownFull || allRow.leftMs > ownRow.leftMs) ? allRow : ownRow
      return { ...row, points: ownFull || allFull ? step.limit.times : row.points }
    })
    const taken = command.steps.map(
      ({ name }, index) => [name, answer.rows.slice(index * 2, index * 2 + 2)] as const,
    )
    if (answer.taken) this.#takenAlone.set(command, { mark: answer.mark, rows: new Map(taken) })
    return { ...answer, rows }
  }

  /** Refunds, once, what `take` took here: all of it, or its part of some limits. */
  refund(command: TakeCommand, names?: readonly LimitName[]): void {
    const taken = this.#takenAlone.get(command)
    if (!taken) return
    const { markKey, issues } = command
    const rows = [...taken.rows.keys()]
      .filter((name) => !names || names.includes(name))
      .flatMap((name) => {
        const given = taken.rows.get(name) ?? []
        taken.rows.delete(name)
        return given
      })
      .map(({ key, expire, before }) => ({ key, expire, before }))
    const isIssued = !names && markKey !== null && issues !== null
    const mark = isIssued ? { key: markKey, is: issues, was: taken.mark } : null
    this.#memory.run([{ op: 'refund', id: null, scope: '', rows, mark }])
  }

  /** Takes note of what the store answered. */
  heard({ steps, markKey, issues }: TakeCommand, { taken, mark, rows }: Answer): void {
    if (markKey !== null) {
      const newest = taken && issues !== null ? issues : mark
      if (newest > 0) this.#memory.set(markKey, newest, MARK_MS)
    }
    steps.forEach((step, index) => {
      const row = rows[index]
      if (!row) return
      if (row.leftMs > 0) this.#memory.set(row.key.replace(':', ':all:'), row.points, row.leftMs)
      if (!taken) return
      // The key as the store built it, with the mark.
      const counted = own({ ...step, key: row.key.slice(step.name.length + 1), isPerCode: false })
      this.#memory.run([
        { op: 'take', id: null, mode: 'count', scope: '', markKey: null, steps: [counted], issues: null },
      ])
    })
  }

  /** Takes note that the store took something back. */
  refunded(rows: readonly Counted[]): void {
    this.#memory.run([
      {
        op: 'refund',
        id: null,
        scope: '',
        mark: null,
        rows: rows.flatMap(({ key, ...row }) => [
          { ...row, key: key.replace(':', ':own:'), expire: -1 },
          { ...row, key: key.replace(':', ':all:'), expire: -1 },
        ]),
      },
    ])
  }

  /** What all instances took of one limit, as far as this process knows. */
  peek(step: Step): Counted | null {
    const command = { op: 'take', id: null, mode: 'peek', scope: '', markKey: null, issues: null } as const
    return this.#memory.run([{ ...command, steps: [all(step)] }])[0]?.rows[0] ?? null
  }
}
