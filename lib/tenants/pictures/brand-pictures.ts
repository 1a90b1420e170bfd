import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { AssetKind } from '../../brand/assets'
import { prepareAsset } from '../../brand/prepare-asset'
import { say } from '../../console/words/generated/refusals'
import type { Database } from '../../db/connection'
import { assets } from '../../db/schema'
import { keepPicture } from './keep-picture'

/** For all pictures of a tenant, including those of earlier revisions. */
const QUOTA_BYTES = 24 * 1024 * 1024

export type StoredPicture = { hash: string; width: number; height: number }
export type PictureResult =
  | { ok: true; picture: StoredPicture; bytesSent: number; bytesStored: number }
  | { ok: false; reason: string }

/** Checks a file, re-encodes it and stores it under the hash of its bytes. A refusal says why. */
export async function storePicture(
  database: Database,
  tenantId: string,
  bytes: Uint8Array,
  kind: AssetKind,
): Promise<PictureResult> {
  const prepared = await prepareAsset(bytes, kind)
  if (!prepared.ok) {
    const fault = say(`refusals.picture.${prepared.reason}`)
    return { ok: false, reason: say('refusals.pictureFile', { fault }) }
  }
  const { asset } = prepared
  const [{ used } = { used: 0 }] = await database
    .select({ used: sql<number>`coalesce(sum(length(${assets.bytes})), 0)`.mapWith(Number) })
    .from(assets)
    .where(eq(assets.tenantId, tenantId))
  if (used + asset.bytes.length > QUOTA_BYTES) {
    return { ok: false, reason: say('refusals.picturesTogether') }
  }
  const { hash, width, height, contentType } = asset
  await keepPicture(database, tenantId, { hash, kind, contentType, bytes: asset.bytes, width, height })
  return {
    ok: true,
    picture: { hash, width, height },
    bytesSent: bytes.length,
    bytesStored: asset.bytes.length,
  }
}
