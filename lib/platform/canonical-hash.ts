import { createHash } from 'node:crypto'

/** JSON with sorted keys, so that the order in a file or a database row makes no difference. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    item instanceof Object && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  )
}

/** A short name for one state of a tenant: equal states have equal names. */
export function revisionOf(state: unknown): string {
  return createHash('sha256').update(canonicalJson(state)).digest('hex').slice(0, 16)
}
