import 'server-only'
import type { Database } from '../../db/connection'
import { assets } from '../../db/schema'

type Picture = Omit<typeof assets.$inferInsert, 'tenantId' | 'createdAt'>

/** Stores a re-encoded picture under the hash of its bytes; one that is already stored gets the hash of its source. */
export async function keepPicture(database: Database, tenantId: string, picture: Picture): Promise<void> {
  const { source } = picture
  const insert = database.insert(assets).values({ tenantId, ...picture })
  const target = [assets.tenantId, assets.hash]
  await (source == null
    ? insert.onConflictDoNothing()
    : insert.onConflictDoUpdate({ target, set: { source } }))
}
