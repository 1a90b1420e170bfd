/** Command lines that the AWS CLI and `rekey` are both given; CODE stands for the code that the user was mailed. */

const forgot = ['cognito-idp', 'forgot-password', '--client-id', 'app1', '--username', 'jane']
const bare = ['cognito-idp', 'confirm-forgot-password', '--client-id', 'app1', '--username', 'jane']
const confirm = [...bare, '--confirmation-code', 'CODE', '--password', 'New-Horse-2']
const hash = ['--secret-hash', 'bm90LWNoZWNrZWQ=']
const whole = '{"ClientId":"app1","Username":"jane","ConfirmationCode":"CODE","Password":"New-Horse-2"}'
const yaml = 'ClientId: app1\nUsername: jane\nConfirmationCode: "CODE"\nPassword: New-Horse-2\n'

export type Line = { argv: string[]; env?: Record<string, string> }

const line = (...argv: string[]): Line => ({ argv })
const f = (...more: string[]) => line(...forgot, ...more)
const c = (...more: string[]) => line(...confirm, ...more)
const withEnv = (env: Record<string, string>, ...more: string[]): Line => ({
  argv: [...forgot, ...more],
  env,
})

/** Every option of the documentation of confirm-forgot-password, in each way of writing it. */
const documented: Line[] = [
  c(),
  c(...hash),
  line(...bare, '--confirmation-code=000000', '--password=-New-Horse-2'),
  line(...bare, '--confirmation-code', 'CODE', '--password', 'short'),
  line(...bare, '--confirmation-code', 'CODE', '--password', 'file://pw.txt'),
  line(...bare, '--confirmation-code', 'CODE', '--password', 'file://crlf.txt'),
  line(...bare, '--conf', 'CODE', '--pass', 'New-Horse-2'),
  c('--analytics-metadata', 'AnalyticsEndpointId=endpoint-1'),
  c('--analytics-metadata', '{"AnalyticsEndpointId":"endpoint-1"}'),
  c('--user-context-data', 'IpAddress=192.0.2.1,EncodedData=ab+/cd=='),
  c('--user-context-data', '{"EncodedData":"ab+/cd=="}'),
  c('--client-metadata', 'k1=,k2="a,b",k3=c=d'),
  c('--client-metadata', '{"k1":"","k2":"a,b"}'),
  line('cognito-idp', 'confirm-forgot-password', '--cli-input-json', whole),
  line('cognito-idp', 'confirm-forgot-password', '--cli-input-json', whole, '--client-metadata', 'a=b'),
  line('cognito-idp', 'confirm-forgot-password', '--cli-input-yaml', yaml),
  ...['forgot-password', 'confirm-forgot-password'].flatMap((command) => [
    line('cognito-idp', command, '--generate-cli-skeleton'),
    line('cognito-idp', command, '--generate-cli-skeleton', 'yaml-input'),
    line('cognito-idp', command, '--generate-cli-skeleton', 'output'),
  ]),
  c('--generate-cli-skeleton', 'output'),
  f('--generate-cli-skeleton', 'output', '--query', 'CodeDeliveryDetails.Destination'),
]

const settings: Line[] = [
  ...['json', 'text', 'table', 'yaml', 'yaml-stream'].flatMap((output) => [
    f('--output', output),
    f(
      '--output',
      output,
      '--query',
      'CodeDeliveryDetails.[Destination,nothing,`[{"a":"x y","b":["- z"]},{"a":"1"}]`]',
    ),
    withEnv({ AWS_DEFAULT_OUTPUT: output }, '--query', 'CodeDeliveryDetails'),
    c('--output', output, '--query', 'nothing'),
  ]),
  f('--output', 'table', '--color', 'on'),
  withEnv({ AWS_CONFIG_FILE: 'config' }),
  withEnv({ AWS_CONFIG_FILE: 'config' }, '--profile', 'table'),
  withEnv({ AWS_DEFAULT_REGION: 'bad region' }),
  withEnv({ AWS_CONFIG_FILE: 'broken' }),
  f('--profile', 'nope'),
  f('--region', 'bad region'),
  f('--cli-read-timeout', '5', '--cli-connect-timeout', '0', '--no-verify-ssl', '--no-paginate'),
  line('--output', 'text', '--region', 'eu-west-1', ...forgot, '--no-cli-pager', '--no-sign-request'),
]

const refused: Line[] = [
  line('cognito-idp'),
  line('cognito-idp', 'forgot-password', '--client-id', 'a'),
  line('cognito-idp', 'forgot-password', '--cli-input-json={}'),
  f('--user', 'x'),
  f('--no'),
  f('--c', 'x'),
  f('--cli-in', 'x'),
  f('extra', '--foo', 'x', 'y', '--username=z', 'w'),
  f('--', 'a'),
  f('--output', 'yam'),
  f('--generate-cli-skeleton', 'foo'),
  f('--profile'),
  f('--debug=x'),
  f('--query', 'nofunc(@)', '--endpoint-url', 'foo'),
  f('--cli-read-timeout', 'x'),
  f('--cli-connect-timeout', '-1'),
  f('--endpoint-url', 'foo:bar'),
  f('--username', ''),
  f('--username', 'file:///nope'),
  f('--username', 'fileb://name.bin'),
  f('--username', 'file://name.bin'),
  ...['', 'a', 'a=1,a=2', 'a={b=c},d=[x,y]', '["a"]', '{bad', '{"a":"b",}', '{"a":1.50}', '{"a":\n tru}'].map(
    (text) => f('--client-metadata', text),
  ),
  f('--user-context-data', 'Foo=b'),
  ...[
    '',
    '[1]',
    '{',
    '{"Foo":1}',
    '{"UserContextData":12345678901234567890,"AnalyticsMetadata":[null,true,"a\'b"]}',
  ].map((text) => f('--cli-input-json', text)),
  ...[
    '',
    '[1]',
    '{',
    'abc',
    '1: a',
    'UserContextData: 2001-01-01',
    'UserContextData: 1_000',
    'ClientMetadata: {1: a}',
  ].map((text) => f('--cli-input-yaml', text)),
  f('--cli-input-json', '{}', '--cli-input-yaml', '{}'),
]

export const lines: Line[] = [...documented, ...settings, ...refused]
