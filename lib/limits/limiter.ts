import 'server-only'
import type { Query } from '../db/connection'
import { env } from '../platform/env'
import { log } from '../platform/log'
import { counters } from './counters'
import type { WriteRiders } from './database-store'
import type { Counters, Decision } from './decision'
import { type SharedStore, sharedStore } from './store'

/** The limits of a deployment, with the connection to their store. */
export type Limits = Counters & Pick<SharedStore, 'warm' | 'close'>

/**
 * Counts in Redis where REDIS_URL is set, else in the database.
 *
 * @param reserved runs a statement on a connection that a flood of others doesn't hold up
 * @param timed runs around each decision, to measure it
 * @param writeRiders what goes to the database with takes
 */
export function openLimits(
  reserved: Query,
  timed: (take: () => Promise<Decision>) => Promise<Decision> = (take) => take(),
  writeRiders?: WriteRiders,
): Limits {
  const { open, warm, close } = sharedStore(reserved, writeRiders)
  const counted = counters({
    store: open,
    factor: env().REKEY_LIMITS_FACTOR,
    onAway: (error) => log.error('limits.store_away', { error }),
    onBack: () => log.info('limits.store_back'),
  })
  return { ...counted, takeAll: (request) => timed(() => counted.takeAll(request)), warm, close }
}
