import 'server-only'
import { createHash } from 'node:crypto'
import { inArray } from 'drizzle-orm'
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

/** Looks pictures up by their sources, all that are asked for in one turn of the event loop by one statement. */
function storedDrawings(database: () => Promise<Database>): (source: string) => Promise<unknown> {
  let wanted: Set<string> | null = null
  let found: Promise<Map<string | null, unknown>> | null = null

  async function look(): Promise<Map<string | null, unknown>> {
    const sources = await new Promise<string[]>((resolve) => {
      setImmediate(() => {
        resolve([...(wanted ?? [])])
        wanted = found = null
      })
    })
    const rows = await database()
      .then((db) => db.selectDistinctOn([assets.source]).from(assets).where(inArray(assets.source, sources)))
      .catch(() => [])
    return new Map(rows.map((row) => [row.source, row]))
  }

  return async (source) => {
    wanted ??= new Set()
    wanted.add(source)
    found ??= look()
    return (await found).get(source)
  }
}

/**
 * Draws only files that are new: at a start with unchanged files no picture takes its second. The database knows the
 * others; where it is away all are drawn.
 *
 * @param draw draws what is new
 */
export function drawUnknown(database: () => Promise<Database>, draw: Draw): Draw {
  const find = storedDrawings(database)
  return async (bytes, kind) => {
    const source = sourceOf(bytes, kind)
    const known = DrawnSchema.safeParse(await find(source))
    return known.success ? { ok: true, asset: { ...known.data, source } } : draw(bytes, kind)
  }
}
