import type { JSONValue } from '@jmespath-community/jmespath'

const isContainer = (value: JSONValue): value is JSONValue[] | { [name: string]: JSONValue } =>
  typeof value === 'object' && value !== null

/** A scalar as Python writes it. */
function scalar(value: JSONValue | undefined): string {
  if (value === undefined) return ''
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return String(value)
}

function objectLines(
  value: { [name: string]: JSONValue },
  label: string | null,
  columns: readonly string[] | null,
): string[] {
  const names = Object.keys(value).sort()
  const plain = columns ?? names.filter((name) => !isContainer(value[name] ?? null))
  const cells = plain.map((name) => scalar(value[name]))
  const head = label === null ? cells : [label.toUpperCase(), ...cells]
  return [
    ...(cells.length > 0 ? [head.join('\t')] : []),
    ...names.filter((name) => !plain.includes(name)).flatMap((name) => textLines(value[name] ?? null, name)),
  ]
}

function listLines(list: JSONValue[], label: string | null): string[] {
  const objects = list.filter((item) => isContainer(item) && !Array.isArray(item))
  if (objects.length > 0) {
    const plain = objects.flatMap((item) =>
      Object.entries(item ?? {}).flatMap(([name, each]) => (isContainer(each) ? [] : [name])),
    )
    const columns = [...new Set(plain)].sort()
    return list.flatMap((item) => textLines(item, label, columns))
  }
  const scalars = list.filter((item) => !isContainer(item)).map(scalar)
  const lines =
    label === null ? [scalars.join('\t')] : scalars.map((each) => `${label.toUpperCase()}\t${each}`)
  return [
    ...(scalars.length > 0 ? lines : []),
    ...list.filter(isContainer).flatMap((item) => textLines(item, label)),
  ]
}

/** The AWS CLI's `--output text`: a line for each structure, its scalars in the order of their names between tabs. */
function textLines(
  value: JSONValue,
  label: string | null = null,
  columns: readonly string[] | null = null,
): string[] {
  if (Array.isArray(value)) return listLines(value, label)
  return isContainer(value) ? objectLines(value, label, columns) : [scalar(value)]
}

/** The AWS CLI's `--output text`. */
export const textOf = (shown: JSONValue): string =>
  textLines(shown)
    .map((line) => `${line}\n`)
    .join('')
