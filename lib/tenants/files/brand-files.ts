import 'server-only'
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import type { AssetKind } from '../../brand/assets'
import { type BrandFile, type BrandOverrides, BrandSchema, FileRef } from '../../brand/schema'
import { say } from '../../console/words/generated/refusals'
import type { Draw, Drawing } from '../pictures/known-drawings'
import { type Fault, jsonPath } from './parse-tenant-file'

const PREFIX = 'file:'
/** The largest file that is read; what is stored after re-encoding is smaller. */
const MAXIMUM_BYTES = 2 * 1024 * 1024

/** A brand's picture, checked and re-encoded, ready to be stored. */
export type TenantAsset = Drawing & { readonly kind: AssetKind }

export type BrandWithAssets = {
  readonly brand: BrandOverrides
  readonly assets: readonly TenantAsset[]
  readonly faults: readonly Fault[]
}

function kindOf(path: readonly PropertyKey[]): AssetKind {
  if (path.includes('icon')) return 'icon'
  return path.includes('art') ? 'picture' : 'logo'
}

/** Reads a file in the tenant file's own folder or below, after following links, and nothing else. */
function readInside(folder: string, reference: string): Uint8Array {
  const root = realpathSync(folder)
  const file = realpathSync(resolve(root, reference.slice(PREFIX.length)))
  if (!file.startsWith(`${root}${sep}`)) throw new Error('leads out of the folder of the tenant file')
  const about = statSync(file)
  if (!about.isFile()) throw new Error('is not a file')
  if (about.size > MAXIMUM_BYTES) throw new Error(`is larger than ${MAXIMUM_BYTES / 1024 / 1024} MB`)
  return readFileSync(file)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'cannot be read'
  if (!('code' in error)) return error.message
  return error.code === 'ENOENT'
    ? 'names a file that does not exist'
    : `cannot be read (${String(error.code)})`
}

/**
 * Replaces every `file:./logo.svg` of a brand with a reference to the picture itself, checked and re-encoded.
 *
 * @param folder the tenant file's folder
 */
export async function withAssets(brand: BrandFile, folder: string, draw: Draw): Promise<BrandWithAssets> {
  const assets: TenantAsset[] = []
  const faults: Fault[] = []

  function refuse(path: readonly PropertyKey[], message: string): undefined {
    faults.push({ path: jsonPath(['brand', ...path]), message })
  }

  async function replace(value: unknown, path: readonly PropertyKey[]): Promise<unknown> {
    const reference = typeof value === 'string' ? FileRef.safeParse(value) : null
    if (reference?.success) {
      const kind = kindOf(path)
      try {
        const prepared = await draw(readInside(folder, reference.data), kind)
        if (!prepared.ok) return refuse(path, say(`refusals.picture.${prepared.reason}`))
        const { hash, width, height } = prepared.asset
        assets.push({ ...prepared.asset, kind })
        return { hash, width, height }
      } catch (error) {
        return refuse(path, reasonOf(error))
      }
    }
    if (Array.isArray(value)) return Promise.all(value.map((item, index) => replace(item, [...path, index])))
    if (!(value instanceof Object)) return value
    const entries = Object.entries(value).map(
      async ([key, item]) => [key, await replace(item, [...path, key])] as const,
    )
    return Object.fromEntries(await Promise.all(entries))
  }

  const replaced = await replace(brand, [])
  if (faults.length > 0) return { brand: {}, assets, faults }
  return { brand: BrandSchema.parse(replaced), assets, faults }
}
