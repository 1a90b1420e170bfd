import 'server-only'
import { and, eq } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { assets } from '../../db/schema'
import type { TenantStore } from '../store-access'

/** Each at most half a megabyte, usually a tenth of that. */
const MAXIMUM_KEPT = 100
const HASH = /^[0-9a-f]{64}$/

export type StoredAsset = { readonly contentType: string; readonly bytes: Uint8Array }

type Asked = { readonly tenantId: string; readonly hash: string }

export type Pictures = {
  /**
   * A tenant's picture by the hash of its bytes, which makes it cacheable forever; null where this tenant has none with
   * that hash. Another tenant's is not found.
   *
   * @throws TenantStoreUnavailable where it can't be read within two seconds
   */
  find(tenantId: string, hash: string): Promise<StoredAsset | null>
}

export function openPictures(store: Pick<TenantStore, 'read'>): Pictures {
  async function read({ tenantId, hash }: Asked): Promise<StoredAsset | undefined> {
    const [found] = await store.read('Reading a picture', (db) =>
      db
        .select({ contentType: assets.contentType, bytes: assets.bytes })
        .from(assets)
        .where(and(eq(assets.tenantId, tenantId), eq(assets.hash, hash))),
    )
    return found
  }
  const kept = new LRUCache<string, StoredAsset, Asked>({
    max: MAXIMUM_KEPT,
    // Waiting callers get it, even if it was evicted meanwhile.
    ignoreFetchAbort: true,
    fetchMethod: (_key, _old, { context }) => read(context),
  })
  return {
    async find(tenantId, hash) {
      if (!HASH.test(hash)) return null
      return (await kept.fetch(`${tenantId}/${hash}`, { context: { tenantId, hash } })) ?? null
    },
  }
}
