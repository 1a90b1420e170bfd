import { setTimeout as pause } from 'node:timers/promises'

/** More than this many waiting for one tenant are a flood, not a queue. */
const MAXIMUM_WAITING = 200

type Turn = { readonly at: number; readonly begins: Promise<void> }

export type QuotaQueue = {
  /**
   * Waits until a tenant's next window begins, together with all others who wait for it, so that they ask in one batch.
   * False, at once, where that is later than `giveUpAt` (by `performance.now()`) or too many wait already.
   */
  turn(tenant: string, at: Date, giveUpAt: number): Promise<boolean>
}

/** A queue for each tenant in front of its share of Cognito's quota. */
export function quotaQueue(): QuotaQueue {
  const turns = new Map<string, Turn>()
  const waiting = new Map<string, number>()

  function nextTurn(tenant: string, at: number): Promise<void> {
    const known = turns.get(tenant)
    if (known && known.at >= at - 50) return known.begins
    const begins = pause(Math.max(at - performance.now(), 0)).then(() => {
      if (turns.get(tenant)?.begins === begins) turns.delete(tenant)
    })
    turns.set(tenant, { at, begins })
    return begins
  }

  return {
    async turn(tenant, at, giveUpAt) {
      const turnAt = performance.now() + Math.max(at.getTime() - Date.now(), 0) + 1
      const ahead = waiting.get(tenant) ?? 0
      if (turnAt > giveUpAt || ahead >= MAXIMUM_WAITING) return false
      waiting.set(tenant, ahead + 1)
      try {
        await nextTurn(tenant, turnAt)
        return true
      } finally {
        const left = (waiting.get(tenant) ?? 1) - 1
        if (left > 0) waiting.set(tenant, left)
        else waiting.delete(tenant)
      }
    },
  }
}
