/** How two brands differ, and how the changes made to one are applied to another. Pure; the editor uses it too. */

export type Difference = { path: string; before: unknown; after: unknown }

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A picture or a piece of art is one value: its hash and its size always change together. */
const isWhole = (value: unknown) =>
  isBranch(value) && ('hash' in value || ('kind' in value && ('from' in value || 'background' in value)))

/** Keys of words contain dots (`forgot.title`), so a path is joined by `/`. */
const join = (path: string, key: string) => (path === '' ? key : `${path}/${key}`)

/** Every leaf in which two brands differ, in the order of the keys; a missing value is undefined. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (isBranch(before) || isBranch(after)) {
    const whole = isWhole(before) || isWhole(after)
    const [one, other] = [isBranch(before) ? before : {}, isBranch(after) ? after : {}]
    if (!whole) {
      const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort()
      return keys.flatMap((key) => differences(one[key], other[key], join(path, key)))
    }
  }
  return JSON.stringify(sorted(before)) === JSON.stringify(sorted(after)) ? [] : [{ path, before, after }]
}

function sorted(value: unknown): unknown {
  if (!isBranch(value)) return value ?? null
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  )
}

/** A copy with one leaf set, or removed where the value is undefined, along with branches that become empty. */
export function withValue<T>(brand: T, path: string, value: unknown): T
export function withValue(brand: unknown, path: string, value: unknown): unknown {
  const [key = '', ...rest] = path.split('/')
  const copy = isBranch(brand) ? { ...brand } : {}
  const next = rest.length === 0 ? value : withValue(copy[key] ?? {}, rest.join('/'), value)
  if (next === undefined || (isBranch(next) && Object.keys(next).length === 0)) delete copy[key]
  else copy[key] = next
  return copy
}

/** The value at a path, or undefined. */
export function valueAt(brand: unknown, path: string): unknown {
  return path.split('/').reduce<unknown>((node, key) => (isBranch(node) ? node[key] : undefined), brand)
}

/** Applies somebody's changes to another state; where both changed the same value, these changes win. */
export function merged<T>(ontoState: T, changes: readonly Difference[]): T {
  return changes.reduce((state, { path, after }) => withValue(state, path, after), ontoState)
}
