import type { JSONValue } from '@jmespath-community/jmespath'
import { CommandFailed, exitCodes } from '../exit-codes'
import { isOutput } from './command-line'
import { tableOf } from './output-table'
import { textOf } from './output-text'
import { yamlOf, yamlStreamOf } from './output-yaml'
import { find } from './query'

type Style = {
  query: string | undefined
  output: string
  /** Heads a table. */
  title: string
  color: string
}

const isEmpty = (value: JSONValue): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0

/**
 * Makes the printer of an answer. Everything that can be checked beforehand is checked here, before anything is sent:
 * the format, and whether the query works on an answer like the sample.
 *
 * @throws CommandFailed
 */
export function printerOf({ query, output, title, color }: Style, sample: object) {
  if (!isOutput(output)) {
    throw new CommandFailed(`\nUnknown output type: ${output}\n`, exitCodes.connection)
  }
  const shownOf = (answer: object): JSONValue => {
    const whole: JSONValue = JSON.parse(JSON.stringify(answer))
    return query === undefined ? whole : find(whole, query)
  }
  const formats: Record<typeof output, (shown: JSONValue) => string> = {
    json: (shown) => (isEmpty(shown) ? '' : `${JSON.stringify(shown, null, 4)}\n`),
    text: textOf,
    table: (shown) => tableOf(title, shown, color),
    yaml: (shown) => (isEmpty(shown) ? '' : yamlOf(shown)),
    'yaml-stream': (shown) => (isEmpty(shown) ? '' : yamlStreamOf(shown)),
  }
  const print = (answer: object): string => formats[output](shownOf(answer))
  print(sample)
  return print
}
