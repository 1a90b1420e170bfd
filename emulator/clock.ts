export type Instant = number | string | Date

/**
 * The emulator's only idea of the time. Given an instant it stands still there until moved; given nothing, or a
 * function, it runs. Codes, budgets, tokens and lockouts all read it, so a test moves an hour without waiting.
 */
export class Clock {
  readonly #source: () => number
  #offset = 0

  constructor(now: Instant | (() => number) = Date.now) {
    const fixed = typeof now === 'function' ? null : toMs(now)
    this.#source = typeof now === 'function' ? now : () => fixed ?? 0
  }

  now(): number {
    return this.#source() + this.#offset
  }

  iso(): string {
    return new Date(this.now()).toISOString()
  }

  advance(seconds: number): void {
    if (!Number.isFinite(seconds)) throw new RangeError('advance takes a number of seconds')
    this.#offset += seconds * 1000
  }

  set(instant: Instant): void {
    this.#offset += toMs(instant) - this.now()
  }
}

function toMs(instant: Instant): number {
  const ms = new Date(instant).getTime()
  if (Number.isNaN(ms)) throw new RangeError(`not a point in time: ${String(instant)}`)
  return ms
}
