import 'server-only'
import type { Database } from '../db/connection'
import { type TenantDirectory, tenantDirectory } from './directory'
import { findStoredTenant } from './store'
import type { TenantStore } from './store-access'

/** Finds the tenants that addresses name, in memory first. */
export function openTenants(
  database: () => Promise<Database>,
  { breaker }: Pick<TenantStore, 'breaker'>,
): TenantDirectory {
  return tenantDirectory({
    load: async (key) => findStoredTenant(await database(), key),
    breaker,
    now: () => performance.now(),
  })
}
