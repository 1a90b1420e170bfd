import { compile, type JSONValue, search } from '@jmespath-community/jmespath'
import { CommandFailed, exitCodes } from '../exit-codes'

/** `--query`: a JMESPath expression over the answer, https://jmespath.org/specification.html */

/** Throws CommandFailed for what is no expression. */
export function assertQuery(query: string): void {
  try {
    if (query === '') throw new Error('Invalid JMESPath expression: cannot be empty.')
    compile(query)
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    throw new CommandFailed(`\nBad value for --query ${query}: ${why}\n`, exitCodes.usage)
  }
}

/** The AWS CLI's word for a function that isn't there; the rest is told by the library. */
function reason(error: unknown, query: string): string {
  const text = error instanceof Error ? error.message : String(error)
  const name = /unknown function:?\s*(\w+)/i.exec(text)?.[1]
  if (name !== undefined) return `Unknown function: ${name}()`
  return text || `Bad value for --query ${query}`
}

/** What a query finds. Throws CommandFailed where it can't be asked of such an answer. */
export function find(answer: JSONValue, query: string): JSONValue {
  try {
    return search(answer, query)
  } catch (error) {
    throw new CommandFailed(`\n${reason(error, query)}\n`, exitCodes.connection)
  }
}
