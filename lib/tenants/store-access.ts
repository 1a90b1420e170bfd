import 'server-only'
import { database } from '../db/client'
import type { Database } from '../db/connection'
import { type CircuitBreaker, circuitBreaker, guardedBy } from '../platform/circuit-breaker'
import { log } from '../platform/log'
import { processWide } from '../platform/process-wide'
import { TenantStoreUnavailable } from './directory'

const PROBE_EVERY_MS = 1_000
/** How long to wait for data that this process has never read, in milliseconds. */
const READ_LIMIT_MS = 2_000

/** The process's one circuit breaker for the tenants' tables: their settings, secrets and pictures. */
export const tenantStoreBreaker = (): CircuitBreaker =>
  processWide<CircuitBreaker>('tenant-store-breaker', () =>
    circuitBreaker({
      probeEveryMs: PROBE_EVERY_MS,
      onOpen: (error) => log.error('tenants.store_away', { error }),
      onClose: () => log.info('tenants.store_back'),
      onFailure: (error) => log.warn('tenants.store_trouble', { error }),
    }),
  )

/**
 * Reads tenant data that isn't in memory, and waits up to two seconds for a slow database.
 *
 * @throws TenantStoreUnavailable where it can't be read in that time; whether it exists is then not known
 */
export function readTenantStore<T>(what: string, read: (db: Database) => Promise<T>): Promise<T> {
  const guarded = guardedBy(tenantStoreBreaker(), what, READ_LIMIT_MS)
  return guarded(
    async () => read(await database()),
    (error) => {
      throw new TenantStoreUnavailable(error)
    },
  )
}
