import 'server-only'
import { randomUUID } from 'node:crypto'
import type { AttemptKeys, Bid, Look } from './attempts'
import type { OwnConfirmations } from './own-confirmations'

type Memory = {
  readonly own: OwnConfirmations
  /** What has to end before anything is written of a holder's attempt. */
  readonly claiming: Map<string, Promise<unknown>>
  lookIn(claimed: unknown): Look
  /** The store has answered. */
  answered(): void
  release(held: AttemptKeys & { readonly holder: string }): Promise<void>
}

/**
 * Begins a claim that goes to the store with the limits of its attempt. Until it is over, other attempts of this process
 * with the code wait for it; null where it would have to wait itself.
 */
export function beginBid(memory: Memory, attempt: AttemptKeys): Bid | null {
  const { own, claiming, lookIn, answered, release } = memory
  const { tenantId, key, request } = attempt
  const holder = randomUUID()
  if (own.tryClaim(attempt, holder).kind === 'pending') return null
  let look: Look | null = null
  let isOver = false
  return {
    rider: {
      row: () => (isOver ? null : { tenantId, key, request, holder }),
      drop(late) {
        isOver = true
        const ended = late.catch(() => {}).finally(() => claiming.delete(holder))
        claiming.set(holder, ended)
        void release({ ...attempt, holder })
      },
    },
    passed(claimed) {
      if (isOver || claimed === undefined) return
      answered()
      look = lookIn(claimed)
      isOver = look.kind === 'pending'
      if (isOver) own.release(attempt, holder)
    },
    held: () => (isOver ? null : { holder, look }),
    async withdraw() {
      if (look?.kind === 'mine') await release({ ...attempt, holder })
      else own.release(attempt, holder)
    },
  }
}
