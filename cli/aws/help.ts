import { type OperationName, operations } from '../../lib/cognito/model'
import { exitCodes } from '../exit-codes'
import { awsCommands } from './command-line'
import { optionName } from './options'

const COLUMN = 26
const line = (option: string, text: string) => `  ${`--${option}`.padEnd(COLUMN)} ${text}`

const memberHelp: Readonly<Record<string, string>> = {
  ClientId: 'the app client',
  SecretHash: 'not needed where the portal is the endpoint: it adds its own',
  Username: 'who forgot the password',
  ConfirmationCode: 'the code out of the mail',
  Password: 'the new password',
  AnalyticsMetadata: 'structure, AnalyticsEndpointId=… or JSON',
  UserContextData: 'structure, IpAddress=…,EncodedData=… or JSON',
  ClientMetadata: 'map, key=value,key2="a,b" or JSON',
}

const shared = [
  line('cli-input-json', 'all of these as JSON, inline or file://; options win over its keys'),
  line('cli-input-yaml', 'the same as YAML; not together with --cli-input-json'),
  line('generate-cli-skeleton', 'input, yaml-input or output: prints a sample and sends nothing'),
  line('tenant', 'a tenant of this deployment: fills in client id, region, secret hash and context'),
  '',
  'Options of every AWS command, before the command or after it:',
  line('endpoint-url', 'where to send it, for example https://reset.acme.example/cognito'),
  line('region', 'else AWS_REGION, AWS_DEFAULT_REGION, the profile'),
  line('profile', 'of ~/.aws/config and ~/.aws/credentials, else AWS_PROFILE'),
  line('output', 'json, text, table, yaml or yaml-stream; else AWS_DEFAULT_OUTPUT, the profile'),
  line('query', 'a JMESPath expression over the answer'),
  line('color', 'on, off or auto: colours of a table'),
  line('ca-bundle', 'the authorities to trust; --no-verify-ssl trusts anybody'),
  line('cli-read-timeout', 'seconds, 60 where not given, 0 waits; also --cli-connect-timeout'),
  line('debug', 'names what is sent, and shows no value of it'),
  line('version', ''),
]

const endpoint = '--endpoint-url https://reset.acme.example/cognito'
const examples: Readonly<Record<OperationName, readonly string[]>> = {
  ForgotPassword: [
    `rekey forgot-password ${endpoint} --client-id 1example23456789 --username diego@example.com`,
    'rekey forgot-password --tenant acme --username diego@example.com --output table',
    'rekey forgot-password --tenant acme --username diego@example.com --query CodeDeliveryDetails.Destination --output text',
  ],
  ConfirmForgotPassword: [
    `rekey confirm-forgot-password ${endpoint} --client-id 1example23456789 --username=diego@example.com --password PASSWORD --confirmation-code CONF_CODE`,
    'rekey confirm-forgot-password --tenant acme --username diego@example.com --confirmation-code 123456 --password file://password.txt',
    'rekey confirm-forgot-password --generate-cli-skeleton yaml-input > reset.yaml && rekey confirm-forgot-password --cli-input-yaml file://reset.yaml',
  ],
}

function commandHelp(command: string, operation: OperationName): string {
  const members = Object.entries(operations[operation]).map(([name, member]) =>
    line(optionName(name), `${memberHelp[name] ?? ''}${'required' in member ? ' (required)' : ''}`),
  )
  return [
    `Usage: rekey ${command} [options]`,
    '',
    `${operation} as \`aws cognito-idp ${command}\` does it: the same options, output, error lines and exit codes.`,
    '',
    'Options, also by any beginning that only one of them has:',
    ...members,
    ...shared,
    '',
    'Any value may be file://path. A value that begins with a dash is written --password=-x.',
    '',
    'Examples:',
    ...examples[operation].map((example) => `  ${example}`),
    '',
    `Exit codes: ${exitCodes.ok} done, ${exitCodes.usage} usage, ${exitCodes.configuration} no region, ${exitCodes.service} refused by the service, ${exitCodes.connection} no answer or a setting that cannot be used.`,
    '',
  ].join('\n')
}

/** The help page of a command, or of both where none is named. */
export function awsHelp(command: string | null): string {
  const operation = awsCommands[command ?? '']
  if (command !== null && operation !== undefined) return commandHelp(command, operation)
  const names = Object.keys(awsCommands).map((name) => `  rekey ${name} help`)
  return ['Usage: rekey [cognito-idp] <command> [options]', '', 'Help for each command:', ...names, ''].join(
    '\n',
  )
}
