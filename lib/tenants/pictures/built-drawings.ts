import 'server-only'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Draw, type Drawing, DrawnSchema, sourceOf } from './known-drawings'

/**
 * The pictures of tenant files as a build has drawn them. The library that draws them is larger than all else in a function
 * on Vercel, and would be there for pictures alone that change with a build only.
 */

export const DRAWINGS_FOLDER = 'dist/drawings'

const BuiltSchema = DrawnSchema.extend({
  bytes: z.base64().transform((text) => Buffer.from(text, 'base64')),
})

// next.config.js says which files go with a function; Next's guess by this pattern is every file of JSON there is.
const fileOf = (folder: string, source: string) => join(/* turbopackIgnore: true */ folder, `${source}.json`)

/** Keeps what `draw` makes in the folder, as files that `drawBuilt` finds. */
export function drawAndKeep(draw: Draw, folder = DRAWINGS_FOLDER): Draw {
  mkdirSync(folder, { recursive: true })
  const keep = ({ source, bytes, ...rest }: Drawing) => {
    const text = JSON.stringify({ ...rest, bytes: Buffer.from(bytes).toString('base64') })
    writeFileSync(fileOf(folder, source), text)
  }
  return async (bytes, kind) => {
    const drawn = await draw(bytes, kind)
    if (drawn.ok) keep(drawn.asset)
    return drawn
  }
}

/** Finds what the build has drawn. Throws where it hasn't, since nothing here can. */
export const drawBuilt =
  (folder = DRAWINGS_FOLDER): Draw =>
  async (bytes, kind) => {
    const source = sourceOf(bytes, kind)
    try {
      const built = BuiltSchema.parse(JSON.parse(readFileSync(fileOf(folder, source), 'utf8')))
      return { ok: true, asset: { ...built, source } }
    } catch {
      throw new Error('was not drawn when this was built: set REKEY_TENANTS for the build, too')
    }
  }
