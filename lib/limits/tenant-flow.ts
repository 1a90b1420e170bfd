import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { processWide } from '../process-wide'
import type { Counters } from './counters'
import { limiter } from './limiter'

/** More than this many waiting for one tenant are a flood, not a queue. */
const MAXIMUM_WAITING = 200

const waiting = () => processWide<Map<string, number>>('tenant-flow', () => new Map())

/** `takeFlow` on given counters. */
export async function takeFlowFrom(
  counters: Pick<Counters, 'take'>,
  tenantId: string,
  patienceMs: number,
): Promise<boolean> {
  const giveUpAt = Date.now() + patienceMs
  const queue = waiting()
  for (;;) {
    const take = await counters.take('tenantFlow', tenantId)
    if (take.taken) return true
    const waitMs = take.retryAt.getTime() - Date.now()
    const ahead = queue.get(tenantId) ?? 0
    if (Date.now() + waitMs > giveUpAt || ahead >= MAXIMUM_WAITING) return false
    queue.set(tenantId, ahead + 1)
    try {
      // Spread over the next window, or all that wait would come at its first moment.
      await pause(Math.max(waitMs, 0) + Math.random() * 50)
    } finally {
      const left = (queue.get(tenantId) ?? 1) - 1
      if (left > 0) queue.set(tenantId, left)
      else queue.delete(tenantId)
    }
  }
}

/**
 * Whether one more call of this tenant may go to Cognito, waiting a moment for its turn: a tenant's rush is
 * slowed to its share of the quota before it is turned away. Never throws.
 */
export function takeFlow(tenantId: string, patienceMs = 1_500): Promise<boolean> {
  return takeFlowFrom(limiter(), tenantId, patienceMs)
}
