import { type OperationName, operations } from '../../lib/cognito/model'
import { CommandFailed, exitCodes } from '../exit-codes'

/**
 * The command line of the AWS CLI v2, which is Python's argparse and not getopt: `--password -x` is refused and
 * `--password=-x` taken, and the texts of its errors are part of what scripts rely on.
 */

const USAGE = `
usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  aws help
  aws <command> help
  aws <command> <subcommand> help

`

export const usageError = (message: string) => new CommandFailed(`${USAGE}${message}\n`, exitCodes.usage)

/** `ClientId` as an option: `client-id`. */
export const optionName = (member: string) =>
  member.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()

const globalValues = [
  'endpoint-url',
  'region',
  'output',
  'query',
  'ca-bundle',
  'cli-binary-format',
  'profile',
  'color',
  'cli-read-timeout',
  'cli-connect-timeout',
  'cli-input-json',
  'tenant',
]
const flags = [
  'no-sign-request',
  'no-cli-pager',
  'no-cli-auto-prompt',
  'no-paginate',
  'no-verify-ssl',
  'debug',
  'version',
  'help',
]
const SKELETON = 'generate-cli-skeleton'

export type AwsArguments = {
  readonly values: ReadonlyMap<string, string>
  readonly skeleton: 'input' | 'output' | null
  readonly flags: ReadonlySet<string>
  readonly wantsHelp: boolean
}

export const OUTPUTS = ['json', 'text'] as const

/** What argparse takes for the name of an option and never for a value. */
function looksLikeOption(token: string): boolean {
  return token.startsWith('-') && token !== '-' && !token.includes(' ') && !/^-(\d+|\d*\.\d+)$/.test(token)
}

export function choice<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value)
  if (found !== undefined) return found
  const list = allowed.map((each) => each.padEnd(40)).join(' | ')
  throw usageError(`aws: error: argument --${option}: Invalid choice, valid choices are:\n\n${list}\n`)
}

/** Reads the options of one operation. Throws CommandFailed with the AWS CLI's own text. */
export function readArguments(operation: OperationName, tokens: readonly string[]): AwsArguments {
  const members = Object.entries(operations[operation])
  const withValue = new Set([...members.map(([name]) => optionName(name)), ...globalValues])
  const values = new Map<string, string>()
  const unknown: string[] = []
  let skeleton: AwsArguments['skeleton'] = null
  const given = new Set<string>()
  let wantsHelp = false

  const rest = [...tokens]
  for (let token = rest.shift(); token !== undefined; token = rest.shift()) {
    if (token === 'help' || token === '-h') {
      wantsHelp = true
      continue
    }
    const match = /^--([^=]*)(?:=(.*))?$/s.exec(token)
    const name = match?.[1] ?? ''
    const next = rest[0]
    const inline = match?.[2]
    if (flags.includes(name)) {
      given.add(name)
      if (name === 'help') wantsHelp = true
    } else if (name === SKELETON) {
      const kind = inline ?? (next !== undefined && !looksLikeOption(next) ? rest.shift() : 'input')
      skeleton = choice(SKELETON, kind ?? 'input', ['input', 'output'])
    } else if (withValue.has(name)) {
      const value = inline ?? (next !== undefined && !looksLikeOption(next) ? rest.shift() : undefined)
      if (value === undefined) throw usageError(`aws: error: argument --${name}: expected one argument\n`)
      values.set(name, value)
    } else unknown.push(token)
  }

  choice('output', values.get('output') ?? 'json', OUTPUTS)
  choice('color', values.get('color') ?? 'auto', ['on', 'off', 'auto'])
  choice('cli-binary-format', values.get('cli-binary-format') ?? 'base64', ['base64', 'raw-in-base64-out'])
  if (given.has('version')) return { values, skeleton, flags: given, wantsHelp }
  const isFilled = values.has('cli-input-json') || values.has('tenant') || skeleton === 'input' || wantsHelp
  const missing = members
    .filter(([name, member]) => 'required' in member && !values.has(optionName(name)))
    // A tenant knows its own client id.
    .filter(([name]) => !(values.has('tenant') && name === 'ClientId'))
    .map(([name]) => `--${optionName(name)}`)
  const needsAll = values.has('tenant') && !values.has('cli-input-json') && skeleton !== 'input' && !wantsHelp
  if ((!isFilled || needsAll) && missing.length > 0) {
    throw usageError(`aws: error: the following arguments are required: ${missing.join(', ')}\n`)
  }
  if (unknown.length > 0 && !wantsHelp) throw usageError(`Unknown options: ${unknown.join(', ')}\n`)
  return { values, skeleton, flags: given, wantsHelp }
}
