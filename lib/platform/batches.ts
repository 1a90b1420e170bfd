/** How long one batch may be under way before another is sent in parallel: only its connection may be stuck. */
const STUCK_MS = 2_000
const MOST_UNDER_WAY = 2

type Item<Command, Answer> = {
  readonly command: Command
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

export type Sent<Answer> = {
  readonly answer: Promise<Answer>
  /** Withdraws the command if it was not sent yet, and returns whether that was so; it is then never answered. */
  withdraw(): boolean
}

export type Batches<Command, Answer> = {
  send(command: Command): Sent<Answer>
  /** Sends nothing until `resume`. */
  pause(): void
  resume(): void
}

/**
 * Sends one batch at a time: commands that come while one is under way go together with the next. So a slow store is
 * asked over one connection, however many come, and everybody is answered within two of its round trips.
 *
 * @param run carries out commands in order and answers each
 * @param mostTogether how many may go in one batch
 */
export function batches<Command, Answer>(
  run: (commands: readonly Command[]) => Promise<readonly Answer[]>,
  mostTogether: number,
): Batches<Command, Answer> {
  const waiting: Item<Command, Answer>[] = []
  let underWay = 0
  let isPaused = false
  let stuckTimer: NodeJS.Timeout | null = null

  async function sendOne(items: readonly Item<Command, Answer>[]): Promise<void> {
    underWay += 1
    try {
      const answers = await run(items.map(({ command }) => command))
      items.forEach(({ resolve, reject }, index) => {
        const answer = answers[index]
        if (answer === undefined) reject(new Error('A batch gave fewer answers than it had commands'))
        else resolve(answer)
      })
    } catch (error) {
      for (const { reject } of items) reject(error)
    } finally {
      underWay -= 1
      sendNext()
    }
  }

  function sendNext(isStuck = false): void {
    if (isPaused || waiting.length === 0) return
    if (underWay > 0 && !isStuck) {
      stuckTimer ??= setTimeout(() => {
        stuckTimer = null
        sendNext(underWay < MOST_UNDER_WAY)
      }, STUCK_MS).unref()
      return
    }
    if (stuckTimer) clearTimeout(stuckTimer)
    stuckTimer = null
    void sendOne(waiting.splice(0, mostTogether))
    // The rest waits for an answer, or until this one is stuck too.
    if (waiting.length > 0) sendNext()
  }

  return {
    send(command) {
      let item: Item<Command, Answer> | undefined
      const answer = new Promise<Answer>((resolve, reject) => {
        item = { command, resolve, reject }
        waiting.push(item)
      })
      // Together with all other commands of this turn of the event loop.
      queueMicrotask(() => sendNext())
      return {
        answer,
        withdraw() {
          const place = item ? waiting.indexOf(item) : -1
          if (place >= 0) waiting.splice(place, 1)
          return place >= 0
        },
      }
    },
    pause() {
      isPaused = true
    },
    resume() {
      isPaused = false
      sendNext()
    },
  }
}
