import 'server-only'
import { env } from '../platform/env'
import { log } from '../platform/log'
import { processWide } from '../platform/process-wide'
import { counters } from './counters'
import type { Counters } from './decision'
import { limitStore } from './store'

/** The counters of this deployment: in Redis where REDIS_URL is set, else in the database. */
export function limiter(): Counters {
  return processWide<Counters>('limiter', () =>
    counters({
      store: limitStore,
      factor: env().REKEY_LIMITS_FACTOR,
      onAway: (error) => log.error('limits.store_away', { error }),
      onBack: () => log.info('limits.store_back'),
    }),
  )
}
