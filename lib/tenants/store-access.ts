import 'server-only'
import type { Database } from '../db/connection'
import { type CircuitBreaker, circuitBreaker, guardedBy } from '../platform/circuit-breaker'
import { log } from '../platform/log'
import { TenantStoreUnavailable } from './directory'

const PROBE_EVERY_MS = 1_000
/** How long to wait for data that this process has never read, in milliseconds. */
const READ_LIMIT_MS = 2_000

/** The tenants' tables (their settings, secrets and pictures) behind one circuit breaker. */
export type TenantStore = {
  readonly breaker: CircuitBreaker
  /**
   * Reads tenant data that isn't in memory, and waits up to two seconds for a slow database.
   *
   * @throws TenantStoreUnavailable where it can't be read in that time; whether it exists is then not known
   */
  read<T>(what: string, read: (db: Database) => Promise<T>): Promise<T>
}

export function openTenantStore(database: () => Promise<Database>): TenantStore {
  const breaker = circuitBreaker({
    name: 'tenants',
    probeEveryMs: PROBE_EVERY_MS,
    onOpen: (error) => log.error('tenants.store_away', { error }),
    onClose: () => log.info('tenants.store_back'),
    onFailure: (error) => log.warn('tenants.store_trouble', { error }),
  })
  return {
    breaker,
    read(what, read) {
      const guarded = guardedBy(breaker, what, READ_LIMIT_MS)
      return guarded(
        async () => read(await database()),
        (error) => {
          throw new TenantStoreUnavailable(error)
        },
      )
    },
  }
}
