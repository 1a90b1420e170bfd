import 'server-only'
import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { AssetKind, PreparedAsset, PrepareResult } from '../../brand/assets'
import { prepareAsset } from '../../brand/prepare-asset'
import type { Database } from '../../db/connection'
import { assets } from '../../db/schema'

/** Increased whenever the same file would be drawn differently than before. */
const DRAWING = 1

/** A picture ready to be stored, with what it was drawn from. */
export type Drawing = PreparedAsset & { readonly source: string }

export type DrawResult = { ok: true; asset: Drawing } | Extract<PrepareResult, { ok: false }>
/** Checks and re-encodes a file. */
export type Draw = (bytes: Uint8Array, kind: AssetKind) => Promise<DrawResult>

const KnownSchema = z.object({
  hash: z.string(),
  contentType: z.enum(['image/png', 'image/webp']),
  bytes: z.instanceof(Uint8Array),
  width: z.number(),
  height: z.number(),
})

/** Hash of a file as a picture of this kind, drawn the way this version of the portal does. */
function sourceOf(bytes: Uint8Array, kind: AssetKind): string {
  return createHash('sha256').update(`${DRAWING}/${kind}/`).update(bytes).digest('hex')
}

/** Without a time limit, so that a slow machine starts late instead of not at all. */
export const drawAnew: Draw = async (bytes, kind) => {
  const drawn = await prepareAsset(bytes, kind, { limitSeconds: 0 })
  return drawn.ok ? { ok: true, asset: { ...drawn.asset, source: sourceOf(bytes, kind) } } : drawn
}

/**
 * Draws only files that are new: at a start with unchanged files no picture takes its second. The database knows the
 * others; where it is away all are drawn.
 */
export function drawUnknown(database: () => Promise<Database>): Draw {
  return async (bytes, kind) => {
    const source = sourceOf(bytes, kind)
    const [stored] = await database()
      .then((db) => db.select().from(assets).where(eq(assets.source, source)).limit(1))
      .catch(() => [])
    const known = KnownSchema.safeParse(stored)
    return known.success ? { ok: true, asset: { ...known.data, source } } : drawAnew(bytes, kind)
  }
}
