import { readInWords } from '../../console/words/refusals'
import { type TenantFile, TenantFileSchema } from '../schema'

/** One fault in a tenant file; `path` is `cognito.region`, `hosts[1]`, or empty for the whole file. */
export type Fault = { readonly path: string; readonly message: string }

export type ParsedTenantFile =
  | { readonly ok: true; readonly value: TenantFile }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** `['cognito', 'clientMetadata', 'a b', 0]` becomes `cognito.clientMetadata["a b"][0]`. */
export function jsonPath(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`
    if (/^[$\w-]+$/.test(String(key))) return path ? `${path}.${String(key)}` : String(key)
    return `${path}[${JSON.stringify(String(key))}]`
  }, '')
}

/** Validates the JSON of one tenant file and finds every fault, not only the first. Never throws. */
export function parseTenantFile(json: unknown): ParsedTenantFile {
  const read = readInWords(TenantFileSchema, json)
  if (read.ok) return read
  return { ok: false, faults: read.refusals.map(({ path, message }) => ({ path: jsonPath(path), message })) }
}
