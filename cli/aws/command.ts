import { type OperationName, operations } from '../../lib/cognito/model'
import { CommandFailed, exitCodes } from '../exit-codes'
import { versionLine } from '../version'
import { optionName, readArguments, usageError } from './arguments'
import { printerOf } from './output'
import { assertParameters, inputOf } from './parameters'
import { send } from './send'
import { skeletonOf } from './skeleton'
import { asTenant } from './tenant-defaults'
import { assertProfile, secondsOf, tlsOf } from './transport-options'

export const awsCommands: Readonly<Record<string, OperationName>> = {
  'forgot-password': 'ForgotPassword',
  'confirm-forgot-password': 'ConfirmForgotPassword',
}

const kinds = { string: 'string', structure: 'structure, shorthand or JSON', map: 'map, shorthand or JSON' }

function helpOf(command: string, operation: OperationName): string {
  const members = Object.entries(operations[operation]).map(([name, member]) => {
    const isRequired = 'required' in member
    return `  --${optionName(name).padEnd(22)} ${kinds[member.type]}${isRequired ? ', required' : ''}`
  })
  return [
    `Usage: rekey ${command} [options]`,
    '',
    `${operation} as \`aws cognito-idp ${command}\` does it: the same options, output, error lines and exit codes.`,
    '',
    ...members,
    '  --cli-input-json          all of these as JSON, inline or file://; options win over its keys',
    '  --generate-cli-skeleton   input or output: print a sample and send nothing',
    '  --tenant                  a tenant of this deployment: fills in client id, region, secret hash and context',
    '  --endpoint-url            where to send it, for example https://reset.acme.example/cognito',
    '  --query                   a JMESPath expression over the answer; --output json or text',
    '  --region --profile --ca-bundle --no-verify-ssl --cli-read-timeout --cli-connect-timeout --debug --version',
    '',
    'Any value may be file://path. A value that begins with a dash is written --password=-x.',
    `Exit codes: ${exitCodes.ok} done, ${exitCodes.usage} usage, ${exitCodes.configuration} no region, ${exitCodes.service} refused by the service, ${exitCodes.connection} no answer.`,
    '',
  ].join('\n')
}

function endpointOf(text: string | undefined): string | undefined {
  if (text === undefined || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) return text
  const error = `Bad value for --endpoint-url "${text}": scheme is missing.  Must be of the form http://<hostname>/ or https://<hostname>/`
  throw new CommandFailed(`\n${error}\n`, exitCodes.usage)
}

/** Runs one of the two AWS commands and prints what the AWS CLI would. Throws CommandFailed. */
export async function runAwsCommand(command: string, tokens: readonly string[]): Promise<void> {
  const operation = awsCommands[command]
  if (operation === undefined) throw usageError(`aws: error: argument operation: Invalid choice\n`)
  const { values, skeleton, flags, wantsHelp } = readArguments(operation, tokens)
  if (wantsHelp) {
    process.stdout.write(helpOf(command, operation))
    return
  }
  if (flags.has('version')) {
    process.stdout.write(`${versionLine()}\n`)
    return
  }
  if (skeleton === 'input') {
    process.stdout.write(skeletonOf(operation, skeleton))
    return
  }
  const print = printerOf(values.get('query'), values.get('output') ?? 'json')
  const endpoint = endpointOf(values.get('endpoint-url'))
  const given = inputOf(operation, values)
  const slug = values.get('tenant')
  const tenant = slug === undefined ? null : await asTenant(slug, given)
  const input = tenant?.input ?? given
  assertParameters(operation, input)
  if (skeleton === 'output') {
    process.stdout.write(skeletonOf(operation, skeleton))
    return
  }
  const profile = values.get('profile')
  assertProfile(profile)
  const answer = await send(operation, input, {
    endpoint: endpoint ?? tenant?.endpoint ?? process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER,
    // Set and empty is the same as not set.
    region:
      values.get('region') ||
      tenant?.region ||
      process.env.AWS_REGION ||
      process.env.AWS_DEFAULT_REGION ||
      undefined,
    profile,
    readTimeoutSeconds: secondsOf(values.get('cli-read-timeout')),
    connectTimeoutSeconds: secondsOf(values.get('cli-connect-timeout')),
    tls: tlsOf(flags.has('no-verify-ssl'), values.get('ca-bundle')),
    isDebug: flags.has('debug'),
  })
  process.stdout.write(print(answer))
}
