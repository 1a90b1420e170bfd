import type { OperationName } from '../../lib/cognito/model'
import { type Option, type Parsed, parseKnown, suggestion } from './argparse'
import { AUTO_PROMPT, globalOptions, OUTPUTS, operationOptions, SKELETON, SKELETONS } from './options'
import { type Globals, resolveGlobals } from './transport-options'
import { orUsageError, unknownOptions } from './usage'

/**
 * A command line of the AWS CLI v2: three parsers in a row, for the program, the service and the operation, each of
 * which passes on what it doesn't know. Faults are reported in the AWS CLI's order.
 */

export const awsCommands: Readonly<Record<string, OperationName>> = {
  'forgot-password': 'ForgotPassword',
  'confirm-forgot-password': 'ConfirmForgotPassword',
}
const SERVICE = 'cognito-idp'

export type AwsCall =
  | { kind: 'version' }
  | { kind: 'help'; command: string | null }
  | {
      kind: 'call'
      operation: OperationName
      globals: Globals
      values: ReadonlyMap<string, string>
      skeleton: (typeof SKELETONS)[number] | null
    }

const profileUsage = 'usage: aws [-h] [--profile PROFILE] [--debug]\n'

/** Whether `--help` or `-h` asks for help; it can't be an option's value, because it looks like an option. */
const asksForHelp = (tokens: readonly string[]): boolean => {
  const separator = tokens.indexOf('--')
  const before = separator < 0 ? tokens : tokens.slice(0, separator)
  return before.includes('--help') || before.includes('-h')
}

/** Suggestions for unknown options, in the AWS CLI's form for commands. */
function meantOptions(unknown: readonly string[], options: readonly Option[]): string {
  const names = [...globalOptions, ...options].map(({ name }) => `--${name}`)
  return unknown
    .filter((token) => token.startsWith('--'))
    .map((token) => suggestion(token.replace(/=.*$/s, ''), names))
    .filter((text) => text !== '')
    .map((text) => `${text.slice(2)}\n\n`)
    .join('')
}

function parseOperation(operation: OperationName, tokens: readonly string[]): Parsed {
  const options = operationOptions(operation, tokens)
  const positional = { name: 'help', isOptional: true }
  const optional = options.map((option) => ({ ...option, isRequired: false }))
  // Unknown options are also worth reporting where a required one is missing.
  const unknown = () => orUsageError(() => parseKnown({ options: optional, positional }, tokens)).rest
  const parsed = orUsageError(() => parseKnown({ options, positional }, tokens), {
    hint: () => meantOptions(unknown(), options),
  })
  const rest = parsed.positional === undefined ? parsed.rest : [...parsed.rest, parsed.positional]
  if (parsed.positional === 'help' || rest.length === 0) return parsed
  throw unknownOptions(rest, meantOptions(rest, options))
}

const isSkeleton = (text: string): text is (typeof SKELETONS)[number] =>
  SKELETONS.some((each) => each === text)

/**
 * Reads a command line whose first word is `cognito-idp`, one of its operations, or nothing that is known.
 *
 * @throws CommandFailed with the AWS CLI's own text
 */
export function readCommandLine(tokens: readonly string[], otherCommands: readonly string[]): AwsCall {
  const commands = Object.keys(awsCommands)
  if (asksForHelp(tokens)) {
    return { kind: 'help', command: commands.find((name) => tokens.includes(name)) ?? null }
  }
  const first: Option[] = [
    { name: 'profile', takes: 'one' },
    { name: 'debug', takes: 'none' },
  ]
  orUsageError(() => parseKnown({ options: first }, tokens), { usage: profileUsage })
  const choices = [SERVICE, ...commands, ...otherCommands]
  const main = orUsageError(() =>
    parseKnown({ options: globalOptions, positional: { name: 'command', choices } }, tokens),
  )
  if (main.options.has('version')) return { kind: 'version' }
  resolveGlobals(main.options)
  let command = main.positional
  let rest = main.rest
  if (command === SERVICE) {
    const positional = { name: 'operation', choices: [...commands, 'help'] }
    const service = orUsageError(() => parseKnown({ options: [], positional }, rest))
    command = service.positional
    rest = service.rest
  }
  const operation = awsCommands[command ?? '']
  if (command === undefined || operation === undefined) return { kind: 'help', command: null }
  if (rest.length === 1 && rest[0] === 'help') return { kind: 'help', command }
  if (main.options.has(AUTO_PROMPT)) throw unknownOptions([`--${AUTO_PROMPT}`], '')
  const parsed = parseOperation(operation, rest)
  if (parsed.positional === 'help') return { kind: 'help', command }
  const values = new Map<string, string>()
  for (const [name, value] of parsed.options) if (value !== null) values.set(name, value)
  const kind = values.get(SKELETON) ?? (parsed.options.has(SKELETON) ? 'input' : null)
  values.delete(SKELETON)
  const skeleton = kind !== null && isSkeleton(kind) ? kind : null
  return { kind: 'call', operation, globals: main.options, values, skeleton }
}

export const isOutput = (text: string): text is (typeof OUTPUTS)[number] =>
  OUTPUTS.some((each) => each === text)
