import type { LimitStore } from './commands'
import { MemoryStore } from './memory-store'

export type StoreState = 'at once' | 'late' | 'fails' | 'never'

/** For tests: a shared store behind a connection that can be slow, silent or cut. */
export class FaultyStore {
  readonly #memory = new MemoryStore()
  readonly #delayMs: number
  readonly #held: (() => void)[] = []
  #state: StoreState = 'at once'
  calls = 0

  /** @param delayMs each way, while late */
  constructor(delayMs = 100) {
    this.#delayMs = delayMs
  }

  /** Commands sent while it was silent are carried out when it answers again, as by a frozen server. */
  set(state: StoreState): void {
    this.#state = state
    if (state !== 'never') for (const go of this.#held.splice(0)) go()
  }

  readonly store: LimitStore = {
    run: async (commands) => {
      this.calls += 1
      if (this.#state === 'fails') throw new Error('connection refused')
      if (this.#state === 'never') await new Promise<void>((resolve) => this.#held.push(resolve))
      const isLate = this.#state === 'late'
      const onTheWay = () => new Promise((resolve) => setTimeout(resolve, isLate ? this.#delayMs : 0))
      await onTheWay()
      const answers = this.#memory.run(commands)
      await onTheWay()
      return answers
    },
  }
}
