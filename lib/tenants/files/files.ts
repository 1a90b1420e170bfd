import 'server-only'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { BrandOverrides } from '../../brand/schema'
import type { Draw } from '../pictures/known-drawings'
import type { TenantFile } from '../schema'
import { type TenantAsset, withAssets } from './brand-files'
import { type Fault, parseTenantFile } from './parse-tenant-file'

const MAXIMUM_FILE_BYTES = 1024 * 1024

/** A fault and the file it is in. */
export type FileFault = Fault & { readonly file: string }

/** A valid tenant file with its brand's pictures read. */
export type LoadedTenant = {
  readonly fileName: string
  readonly file: TenantFile
  readonly brand: BrandOverrides
  readonly assets: readonly TenantAsset[]
}

export type LoadedTenantFiles =
  | { readonly ok: true; readonly tenants: readonly LoadedTenant[] }
  | { readonly ok: false; readonly faults: readonly FileFault[] }

/** `acme.json: cognito.region must be an AWS region …`, one fault a line. */
export function describeFaults(faults: readonly FileFault[]): string {
  return faults.map(({ file, path, message }) => `${file}: ${path ? `${path} ` : ''}${message}`).join('\n')
}

function filesAt(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path]
  const names = readdirSync(path).filter((name) => name.endsWith('.json') && !name.startsWith('.'))
  return names.sort().map((name) => join(path, name))
}

function readJson(path: string): { json: unknown } | { fault: string } {
  try {
    if (statSync(path).size > MAXIMUM_FILE_BYTES) return { fault: 'is larger than 1 MB' }
    return { json: JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) }
  } catch (error) {
    // The parser's own message quotes part of the file, which may be part of a secret.
    return { fault: error instanceof SyntaxError ? 'is not JSON' : 'cannot be read' }
  }
}

async function loadOne(path: string, draw: Draw): Promise<LoadedTenant | readonly FileFault[]> {
  const fileName = basename(path)
  const read = readJson(path)
  if ('fault' in read) return [{ file: fileName, path: '', message: read.fault }]
  const parsed = parseTenantFile(read.json)
  if (!parsed.ok) return parsed.faults.map((fault) => ({ file: fileName, ...fault }))
  const { brand, assets, faults } = await withAssets(parsed.value.brand, dirname(path), draw)
  if (faults.length > 0) return faults.map((fault) => ({ file: fileName, ...fault }))
  return { fileName, file: parsed.value, brand, assets }
}

/** Faults that only show across files: two that claim the same slug or host. */
function conflicts(tenants: readonly LoadedTenant[]): FileFault[] {
  const owners = new Map<string, string>()
  return tenants.flatMap(({ fileName, file }) => {
    const claims = [
      { path: 'slug', name: file.slug },
      ...file.hosts.map((host, index) => ({ path: `hosts[${index}]`, name: host })),
    ]
    return claims.flatMap(({ path, name }) => {
      const owner = owners.get(name)
      if (owner) return [{ file: fileName, path, message: `is also in ${owner}` }]
      owners.set(name, fileName)
      return []
    })
  })
}

/**
 * Reads a tenant file, or all `*.json` of a folder. One bad file, and none is used; every fault of every file is
 * listed.
 *
 * @param draw makes the pictures that the files name
 * @throws where `path` itself cannot be read
 */
export async function loadTenantFiles(path: string, draw: Draw): Promise<LoadedTenantFiles> {
  const results = await Promise.all(filesAt(path).map((file) => loadOne(file, draw)))
  const tenants = results.filter((result) => 'file' in result)
  const faults = results.flatMap((result) => ('file' in result ? [] : result))
  const all = [...faults, ...conflicts(tenants)]
  return all.length > 0 ? { ok: false, faults: all } : { ok: true, tenants }
}
