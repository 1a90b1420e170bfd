import 'server-only'
import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { AssetKind, PreparedAsset, PrepareResult } from '../../brand/assets'
import type { Database } from '../../db/connection'
import { assets } from '../../db/schema'

/** Increased whenever the same file would be drawn differently than before. */
const DRAWING = 1

/** A picture ready to be stored, with what it was drawn from. */
export type Drawing = PreparedAsset & { readonly source: string }

export type DrawResult = { ok: true; asset: Drawing } | Extract<PrepareResult, { ok: false }>
/** Checks and re-encodes a file. */
export type Draw = (bytes: Uint8Array, kind: AssetKind) => Promise<DrawResult>

export const DrawnSchema = z.object({
  hash: z.string(),
  contentType: z.enum(['image/png', 'image/webp']),
  bytes: z.instanceof(Uint8Array),
  width: z.number(),
  height: z.number(),
})

/** Hash of a file as a picture of this kind, drawn the way this version of the portal does. */
export function sourceOf(bytes: Uint8Array, kind: AssetKind): string {
  return createHash('sha256').update(`${DRAWING}/${kind}/`).update(bytes).digest('hex')
}

/**
 * Draws only files that are new: at a start with unchanged files no picture takes its second. The database knows the
 * others; where it is away all are drawn.
 *
 * @param draw draws what is new
 */
export function drawUnknown(database: () => Promise<Database>, draw: Draw): Draw {
  return async (bytes, kind) => {
    const source = sourceOf(bytes, kind)
    const [stored] = await database()
      .then((db) => db.select().from(assets).where(eq(assets.source, source)).limit(1))
      .catch(() => [])
    const known = DrawnSchema.safeParse(stored)
    return known.success ? { ok: true, asset: { ...known.data, source } } : draw(bytes, kind)
  }
}
