import 'server-only'
import { LRUCache } from 'lru-cache'
import type { Counters } from '../limits/decision'

/** For how long one look at the shared store stands, in milliseconds. */
const LOOK_MS = 2_000
const MOST_TENANTS = 10_000

export type Attacks = {
  /** Takes note of an ask that was turned away. Doesn't wait for the store. */
  note(tenantId: string): void
  /** Whether so many were turned away lately that it is an attack; on until ten minutes after the last. Never throws. */
  isUnderAttack(tenantId: string): Promise<boolean>
}

/** Which tenants are under attack, by what the limits turn away at all instances together. */
export function openAttacks(counters: Pick<Counters, 'takeAll' | 'peek'>): Attacks {
  const looks = new LRUCache<string, Promise<boolean>>({ max: MOST_TENANTS, ttl: LOOK_MS })

  async function look(tenantId: string): Promise<boolean> {
    const { remaining } = await counters.peek('askTurnedAway', tenantId)
    return remaining === 0
  }

  return {
    note(tenantId) {
      const steps = [{ name: 'askTurnedAway', key: tenantId }] as const
      // Counted beyond its limit as well, so that an attack lasts for as long as it goes on.
      void counters.takeAll({ scope: `turned-away:${tenantId}`, steps, mode: 'count' }).then((counted) => {
        if (counted.kind === 'taken' && counted.remaining[0] === 0) looks.set(tenantId, Promise.resolve(true))
      })
    },
    isUnderAttack(tenantId) {
      const known = looks.get(tenantId)
      if (known !== undefined) return known
      const found = look(tenantId)
      looks.set(tenantId, found)
      return found
    },
  }
}
