import 'server-only'
import { and, eq } from 'drizzle-orm'
import { assets } from '../../db/schema'
import { BoundedMap } from '../../platform/bounded-map'
import { processWide } from '../../platform/process-wide'
import { readTenantStore } from '../store-access'

/** At half a megabyte each at most, usually a tenth of that. */
const MAXIMUM_KEPT = 100
const HASH = /^[0-9a-f]{64}$/

export type StoredAsset = { readonly contentType: string; readonly bytes: Uint8Array }

const kept = () => processWide<BoundedMap<string, StoredAsset>>('assets', () => new BoundedMap(MAXIMUM_KEPT))

/**
 * A tenant's picture by the hash of its bytes, so what was read once needs no second look; null where this
 * tenant has none of that name. Another tenant's is not found.
 *
 * @throws TenantStoreUnavailable where it can't be read within two seconds
 */
export async function findAsset(tenantId: string, hash: string): Promise<StoredAsset | null> {
  if (!HASH.test(hash)) return null
  const key = `${tenantId}/${hash}`
  const known = kept().get(key)
  if (known) return known
  const [found] = await readTenantStore('Reading a picture', (db) =>
    db
      .select({ contentType: assets.contentType, bytes: assets.bytes })
      .from(assets)
      .where(and(eq(assets.tenantId, tenantId), eq(assets.hash, hash))),
  )
  if (found) kept().set(key, found)
  return found ?? null
}
