import type { z } from 'zod'
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

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: jsonPath([...issue.path, key]),
      message: 'is not a known setting',
    }))
  }
  // A fault of a key is reported at the key; a union's fault says what would have been right.
  if (issue.code === 'invalid_key') {
    return issue.issues.map(({ message }) => ({ path: jsonPath(issue.path), message }))
  }
  return [{ path: jsonPath(issue.path), message: issue.message }]
}

/** Validates the JSON of one tenant file and finds every fault, not only the first. Never throws. */
export function parseTenantFile(json: unknown): ParsedTenantFile {
  const result = TenantFileSchema.safeParse(json)
  if (result.success) return { ok: true, value: result.data }
  return { ok: false, faults: result.error.issues.flatMap(faultsOf) }
}
