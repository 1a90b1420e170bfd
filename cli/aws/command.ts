import { CommandFailed } from '../exit-codes'
import { versionLine } from '../version'
import { type AwsCall, readCommandLine } from './command-line'
import { findProfile } from './config-files'
import { awsHelp } from './help'
import { printerOf } from './output'
import { assertParameters, inputOf } from './parameters'
import { inputSkeleton, sampleAnswers, yamlInputSkeleton } from './skeleton'
import { endpointOf, outputOf, regionOf, secondsOf, tlsOf } from './transport-options'

async function call({
  operation,
  globals,
  values,
  skeleton,
}: Extract<AwsCall, { kind: 'call' }>): Promise<string> {
  const given = inputOf(operation, values)
  if (skeleton === 'input') return inputSkeleton(operation)
  if (skeleton === 'yaml-input') return yamlInputSkeleton(operation)
  const profile = findProfile(globals.get('profile') ?? undefined)
  const slug = values.get('tenant')
  // The deployment and the SDK are loaded only when needed: most faults are reported without either.
  const tenant = slug === undefined ? null : await (await import('./tenant-defaults')).asTenant(slug, given)
  const endpoint = endpointOf(globals, profile, tenant?.endpoint)
  const target = {
    endpoint,
    region: regionOf(globals, profile, tenant?.region, endpoint),
    readTimeoutSeconds: secondsOf(globals, 'read'),
    connectTimeoutSeconds: secondsOf(globals, 'connect'),
    isDebug: globals.has('debug'),
  }
  const input = tenant?.input ?? given
  assertParameters(operation, input)
  const style = {
    query: globals.get('query') ?? undefined,
    output: outputOf(globals, profile),
    title: operation,
    color: globals.get('color') ?? 'auto',
  }
  const sample = sampleAnswers[operation]
  const print = printerOf(style, sample)
  if (skeleton === 'output') return print(sample)
  const tls = tlsOf(globals, profile, endpoint)
  const { send } = await import('./send')
  const answer = await send(operation, input, { ...target, tls })
  try {
    return print(answer)
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error
    throw new CommandFailed(
      `${error.message}The request was sent and accepted all the same.\n`,
      error.exitCode,
    )
  }
}

/**
 * Runs a line of the AWS CLI and prints what the AWS CLI would. All checks come before anything is sent.
 *
 * @throws CommandFailed
 */
export async function runAwsLine(tokens: readonly string[], otherCommands: readonly string[]): Promise<void> {
  const line = readCommandLine(tokens, otherCommands)
  if (line.kind === 'help') process.stdout.write(awsHelp(line.command))
  else if (line.kind === 'version') process.stdout.write(`${versionLine()}\n`)
  else process.stdout.write(await call(line))
}
