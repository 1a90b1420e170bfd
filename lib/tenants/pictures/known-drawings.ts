import 'server-only'
import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type AssetKind, type PreparedAsset, type PrepareResult, prepareAsset } from '../../brand/assets'
import type { Database } from '../../db/connection'
import { assets } from '../../db/schema'

/** Counts up where the same file comes out as another picture than before. */
const DRAWING = 1

/** A picture ready to be stored, with what it was drawn from. */
export type Drawing = PreparedAsset & { readonly source: string }

export type DrawResult = { ok: true; asset: Drawing } | Extract<PrepareResult, { ok: false }>
/** Checks a file and draws it anew. */
export type Draw = (bytes: Uint8Array, kind: AssetKind) => Promise<DrawResult>

const KnownSchema = z.object({
  hash: z.string(),
  contentType: z.enum(['image/png', 'image/webp']),
  bytes: z.instanceof(Uint8Array),
  width: z.number(),
  height: z.number(),
})

/** Names a file as a picture of this kind, drawn as this version of the portal draws. */
function sourceOf(bytes: Uint8Array, kind: AssetKind): string {
  return createHash('sha256').update(`${DRAWING}/${kind}/`).update(bytes).digest('hex')
}

/** Draws every file, however long it takes: a slow machine's start is late, and not refused. */
export const drawAnew: Draw = async (bytes, kind) => {
  const drawn = await prepareAsset(bytes, kind, { limitSeconds: 0 })
  return drawn.ok ? { ok: true, asset: { ...drawn.asset, source: sourceOf(bytes, kind) } } : drawn
}

/**
 * Draws only the files that were never drawn before: a start with unchanged files costs no picture its second. The
 * database knows the others; where it is away all are drawn.
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
