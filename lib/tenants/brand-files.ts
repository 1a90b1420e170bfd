import { readFileSync, realpathSync, statSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import { type BrandFile, type BrandOverrides, BrandSchema } from '../brand/schema'
import { type Fault, jsonPath } from './parse-tenant-file'

const PREFIX = 'file:'
const MAXIMUM_BYTES = 512 * 1024

export type AssetKind = 'logo' | 'icon' | 'art'

/** A picture that was checked and drawn anew, ready to be stored; sizes in pixels. */
export type PreparedAsset = {
  readonly hash: string
  readonly contentType: string
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

export type PrepareAsset = (bytes: Uint8Array, kind: AssetKind) => Promise<PreparedAsset>

export type TenantAsset = PreparedAsset & { readonly kind: AssetKind }

export type BrandWithAssets = {
  readonly brand: BrandOverrides
  readonly assets: readonly TenantAsset[]
  readonly faults: readonly Fault[]
}

function kindOf(path: readonly PropertyKey[]): AssetKind {
  if (path.includes('icon')) return 'icon'
  return path.includes('art') ? 'art' : 'logo'
}

/** Reads a file that lies in the tenant file's own folder or below, links followed, and nothing else. */
function readInside(folder: string, reference: string): Uint8Array {
  const root = realpathSync(folder)
  const file = realpathSync(resolve(root, reference.slice(PREFIX.length)))
  if (!file.startsWith(`${root}${sep}`)) throw new Error('leads out of the folder of the tenant file')
  const about = statSync(file)
  if (!about.isFile()) throw new Error('is not a file')
  if (about.size > MAXIMUM_BYTES) throw new Error(`is larger than ${MAXIMUM_BYTES / 1024} KB`)
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
 * Replaces every `file:./logo.svg` of a brand by a reference to the picture itself, checked and drawn anew.
 *
 * @param folder where the tenant file lies
 */
export async function withAssets(
  brand: BrandFile,
  folder: string,
  prepare: PrepareAsset,
): Promise<BrandWithAssets> {
  const assets: TenantAsset[] = []
  const faults: Fault[] = []

  async function replace(value: unknown, path: readonly PropertyKey[]): Promise<unknown> {
    if (typeof value === 'string' && value.startsWith(PREFIX)) {
      const kind = kindOf(path)
      try {
        const asset = await prepare(readInside(folder, value), kind)
        assets.push({ ...asset, kind })
        return { hash: asset.hash, width: asset.width, height: asset.height }
      } catch (error) {
        faults.push({ path: jsonPath(['brand', ...path]), message: reasonOf(error) })
        return undefined
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
