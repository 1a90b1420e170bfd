import 'server-only'
import { database } from '../db/client'
import { processWide } from '../platform/process-wide'
import { type TenantDirectory, TenantStoreUnavailable, tenantDirectory } from './directory'
import { findStoredTenant } from './store'
import { tenantStoreBreaker } from './store-access'
import type { Tenant } from './tenant'

const directory = () =>
  processWide<TenantDirectory>('tenant-directory', () =>
    tenantDirectory({
      load: async (key) => findStoredTenant(await database(), key),
      breaker: tenantStoreBreaker(),
      now: () => performance.now(),
    }),
  )

/**
 * The tenant that an address names: a slug (never a dot) or one of its own verified hosts (always a dot), in
 * lower case. Null for an unknown or paused one.
 *
 * Served from memory for up to a second, and for as long as the database is slow or away.
 *
 * @throws TenantStoreUnavailable where the tenant was never loaded and can't be within two seconds
 */
export async function findTenant(key: string): Promise<Tenant | null> {
  try {
    return await directory().find(key)
  } catch (error) {
    // The directory may have been made by another bundle, whose error classes are not this one's.
    throw new TenantStoreUnavailable(error)
  }
}
