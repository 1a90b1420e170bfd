import type { Answer, Command, Counted, RefundCommand } from './commands'
import type { Reservation } from './decision'
import type { LimitName } from './policy'

/** More than one process can allow alone during an outage of hours; beyond it nothing more is allowed. */
const MAXIMUM_OWED = 20_000
const MAXIMUM_REFUNDS = 20_000

type Owed = { readonly reservation: Reservation; readonly at: number }

const windowMs = ({ command }: Reservation) =>
  Math.max(...command.steps.map(({ limit }) => limit.perSeconds * 1_000))

/** What a process allowed alone, until the shared store has counted it; and refunds that could not be sent in time. */
export class Settlement {
  readonly #ask: (commands: readonly Command[]) => Promise<readonly Answer[]>
  #owed: Owed[] = []
  #refunds: RefundCommand[] = []
  #running: Promise<void> | null = null
  /** Counts already refunded: none is refunded twice. */
  readonly #refunded = new WeakMap<Reservation, Set<LimitName>>()

  constructor(ask: (commands: readonly Command[]) => Promise<readonly Answer[]>) {
    this.#ask = ask
  }

  hasRoom(): boolean {
    return this.#owed.length < MAXIMUM_OWED
  }

  /** Something was allowed that the store has not counted. */
  owe(reservation: Reservation): void {
    this.#owed.push({ reservation, at: performance.now() })
  }

  /**
   * A refund to send when the store is back; beyond the maximum they are dropped, which only makes the limits stricter.
   */
  later(refund: RefundCommand): void {
    if (this.#refunds.length < MAXIMUM_REFUNDS) this.#refunds.push(refund)
  }

  /**
   * What the store still has to refund of a reservation, or null for nothing. A part that it has not counted yet never
   * will be.
   */
  refundable(reservation: Reservation, names?: readonly LimitName[]): Answer | null {
    const { steps } = reservation.command
    const before = this.#refunded.get(reservation) ?? new Set()
    const wanted = steps.map(({ name }) => (!names || names.includes(name)) && !before.has(name))
    this.#refunded.set(
      reservation,
      new Set([...before, ...steps.map(({ name }) => name).filter((_, index) => wanted[index])]),
    )
    const { answer } = reservation
    if (answer === null) {
      this.#owed = this.#owed.filter((each) => names || each.reservation !== reservation)
      return null
    }
    const rows: readonly Counted[] = answer.rows.filter((_, index) => wanted[index])
    return rows.length > 0 ? { ...answer, rows } : null
  }

  /** Brings the store up to date. With nothing to say it only asks whether the store answers. Throws what the store does. */
  settle(): Promise<void> {
    this.#running ??= this.#settleAll().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  /** Thanks to their keys, counts and refunds that are sent again are carried out once. */
  async #settleAll(): Promise<void> {
    do {
      const now = performance.now()
      const owed = this.#owed.filter(({ reservation, at }) => now - at < windowMs(reservation))
      const refunds = this.#refunds
      this.#owed = []
      this.#refunds = []
      try {
        const counts = owed.map(({ reservation }): Command => ({ ...reservation.command, mode: 'count' }))
        const answers = await this.#ask([...counts, ...refunds])
        owed.forEach(({ reservation }, index) => {
          reservation.answer = answers[index] ?? null
        })
      } catch (error) {
        this.#owed = [...owed, ...this.#owed]
        this.#refunds = [...refunds, ...this.#refunds]
        throw error
      }
    } while (this.#owed.length > 0 || this.#refunds.length > 0)
  }
}
