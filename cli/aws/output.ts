import { compile, type JSONValue, search } from '@jmespath-community/jmespath'
import { CommandFailed, exitCodes } from '../exit-codes'

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

const isEmpty = (value: JSONValue): boolean =>
  isContainer(value) && !Array.isArray(value) && Object.keys(value).length === 0

/**
 * How an answer is printed: nothing of an empty one, else JSON or text, of the whole or of what a JMESPath expression
 * (https://jmespath.org/specification.html) finds in it.
 *
 * @throws CommandFailed for what is no expression
 */
export function printerOf(query: string | undefined, output: string): (answer: object) => string {
  if (query !== undefined) {
    try {
      compile(query)
    } catch (error) {
      const why = error instanceof Error ? error.message : ''
      throw new CommandFailed(`\nBad value for --query ${query}: ${why}\n`, exitCodes.usage)
    }
  }
  return (answer) => {
    const whole: JSONValue = JSON.parse(JSON.stringify(answer))
    const shown = query === undefined ? whole : search(whole, query)
    if (output === 'text')
      return textLines(shown)
        .map((line) => `${line}\n`)
        .join('')
    return isEmpty(shown) ? '' : `${JSON.stringify(shown, null, 4)}\n`
  }
}
