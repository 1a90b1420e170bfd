import type { LimitStore } from './commands'
import { MemoryStore } from './memory-store'

export type StoreState = 'at once' | 'late' | 'fails' | 'never'

/** For tests: what instances share, as it is seen over a wire that can be slow, silent or cut. */
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

  /** What was asked while it never answered is carried out when it does again, as by a server that was frozen. */
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
