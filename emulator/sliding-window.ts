import type { Clock } from './clock'

/** At most `limit` takings per key within any stretch of `seconds`, on the emulator's clock. */
export class SlidingWindow {
  readonly #clock: Clock
  readonly #seconds: number
  readonly #taken = new Map<string, number[]>()
  limit: number

  constructor(clock: Clock, limit: number, seconds: number) {
    this.#clock = clock
    this.limit = limit
    this.#seconds = seconds
  }

  /** Takes one, or says no. A refused try costs nothing: who keeps knocking is not locked out for longer. */
  take(key: string): boolean {
    const now = this.#clock.now()
    const recent = (this.#taken.get(key) ?? []).filter((at) => at > now - this.#seconds * 1000)
    const allowed = recent.length < this.limit
    if (allowed) recent.push(now)
    this.#taken.set(key, recent)
    return allowed
  }

  reset(): void {
    this.#taken.clear()
  }
}
