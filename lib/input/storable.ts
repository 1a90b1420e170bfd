const MAXIMUM_DEPTH = 64

/**
 * Whether everything in a value can be stored in PostgreSQL at all: no text with NUL or half a surrogate pair, no
 * number beyond what JSON holds, no endless nesting. Anything else is refused as input, before a statement fails on it.
 */
export function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (typeof value === 'number') return Number.isFinite(value)
  if (value === null || value === undefined || typeof value === 'boolean') return true
  if (typeof value !== 'object' || depth > MAXIMUM_DEPTH) return false
  return Object.entries(value).every(([key, each]) => isStorable(key) && isStorable(each, depth + 1))
}
