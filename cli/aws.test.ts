import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { buildOnce, rekey, type Service, startService } from './harness'

// Recorded with the real AWS CLI v2: the same arguments make the same request, output, error and exit code here.

const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url))
const Capture = z.object({
  name: z.string(),
  runs: z.object({
    v2: z.object({
      argv: z.array(z.string()),
      env: z.record(z.string(), z.string()),
      exit: z.number(),
      stdout: z.string(),
      stderr: z.string(),
      requests: z.array(
        z.object({
          path: z.string(),
          headers: z.array(z.tuple([z.string(), z.string()])),
          body_raw: z.string(),
        }),
      ),
    }),
  }),
})
const captures = readdirSync(fixtures)
  .filter((name) => name.endsWith('.json'))
  .map((name) => Capture.parse(JSON.parse(readFileSync(`${fixtures}/${name}`, 'utf8'))))

let service: Service

beforeAll(async () => {
  await buildOnce()
  service = await startService()
}, 60_000)
afterAll(() => service.close())

beforeEach(() => {
  service.sent.length = 0
  service.answers.length = 0
})

const minimal = ['--client-id', '1example23456789', '--username', 'jane']
const confirmation = [...minimal, '--confirmation-code', '012345', '--password', 'Correct-Horse-1']
const at = () => ['--endpoint-url', service.url]
const forgot = (...more: string[]) => rekey(['forgot-password', ...at(), ...minimal, ...more])
const confirm = (...more: string[]) => rekey(['confirm-forgot-password', ...at(), ...confirmation, ...more])

describe('a recorded command line of the AWS CLI', () => {
  test.each(captures)('$name does the same', async ({ runs: { v2 } }) => {
    const argv = v2.argv.slice(1).map((each) => each.replace('http://127.0.0.1:9399', service.url))
    const ended = await rekey(argv, { env: v2.env, cwd: fixtures })
    expect(ended).toEqual({ exit: v2.exit, out: v2.stdout, err: v2.stderr })
    expect(service.sent).toEqual(
      v2.requests.map(({ path, body_raw, headers }) => ({
        path,
        body: JSON.parse(body_raw),
        target: headers.find(([name]) => name === 'X-Amz-Target')?.[1].split('.')[1],
        authorization: false,
      })),
    )
  })
})

describe('a value', () => {
  const metadata: [string, unknown][] = [
    ['k1=,k2="a,b",k3=c=d', { k1: '', k2: 'a,b', k3: 'c=d' }],
    ["a='x,y', b=z", { a: 'x,y', b: 'z' }],
    ['a=x\\,y', { a: 'x,y' }],
    ['url=https://a.example/?x=1', { url: 'https://a.example/?x=1' }],
    ['{"a":"b"}', { a: 'b' }],
    ['{}', {}],
  ]
  test.each(metadata)('%s in shorthand or JSON arrives as it was meant', async (text, expected) => {
    expect(await forgot('--client-metadata', text)).toMatchObject({ exit: 0, err: '' })
    expect(service.sent[0]?.body).toMatchObject({ ClientMetadata: expected })
  })

  test('with equal signs at its end keeps them, and an empty structure stays one', async () => {
    await forgot('--user-context-data', 'EncodedData=ab+/cd==', '--analytics-metadata', '{}')
    expect(service.sent[0]?.body).toMatchObject({
      UserContextData: { EncodedData: 'ab+/cd==' },
      AnalyticsMetadata: {},
    })
  })

  test('from a file keeps the newline at its end', async () => {
    const ended = await confirm('--password', `file://${fixtures}/inputs/pw.txt`)
    expect(ended).toEqual({ exit: 0, out: '', err: '' })
    expect(service.sent[0]?.body).toMatchObject({ Password: 'From-File-Pass-1\n' })
  })

  test('that begins with a dash is taken after an equals sign only', async () => {
    expect((await confirm('--password=-Abc-Def-1')).exit).toBe(0)
    expect(service.sent[0]?.body).toMatchObject({ Password: '-Abc-Def-1' })
    const refused = await confirm('--password', '-Abc-Def-1')
    expect(refused.exit).toBe(252)
    expect(refused.err).toContain('aws: error: argument --password: expected one argument\n')
  })

  test('over the greatest length or against the pattern is the service’s to refuse', async () => {
    expect((await forgot('--username', `a b${'x'.repeat(300)}`)).exit).toBe(0)
    expect(service.sent.length).toBe(1)
  })
})

// As the AWS CLI 1.45.11 prints them; its version 2 does the same.
const printed: [string[], string][] = [
  [['--query', 'CodeDeliveryDetails.Destination'], '"j***@e***"\n'],
  [['--query', 'CodeDeliveryDetails.[Destination,DeliveryMedium]', '--output', 'text'], 'j***@e***\tEMAIL\n'],
  [['--output', 'text'], 'CODEDELIVERYDETAILS\temail\tEMAIL\tj***@e***\n'],
  [['--query', 'nothing'], 'null\n'],
  [['--query', 'nothing', '--output', 'text'], 'None\n'],
  [['--query', '[[`1`,`2`],[`true`]]', '--output', 'text'], '1\t2\nTrue\n'],
  [
    ['--query', '[CodeDeliveryDetails,`{"x":1}`]', '--output', 'text'],
    'email\tEMAIL\tj***@e***\t\n\t\t\t1\n',
  ],
]

describe('what is printed', () => {
  test.each(printed)('with %j is what the AWS CLI prints', async (more, out) => {
    expect(await forgot(...more)).toEqual({ exit: 0, out, err: '' })
  })

  test('with --debug names what was sent and no value of it', async () => {
    const ended = await confirm('--debug')
    expect(ended.err).toContain('DEBUG ConfirmForgotPassword to')
    expect(ended.err).not.toMatch(/Correct-Horse-1|012345|jane/)
  })

  test('with --version is one line, and nothing is sent', async () => {
    const ended = await rekey(['confirm-forgot-password', '--version'])
    expect([ended.exit, ended.out]).toEqual([0, expect.stringMatching(/^rekey\/\d+\.\d+\.\d+ node\/\S+\n$/)])
    expect(service.sent).toEqual([])
  })
})

describe('an option of every command', () => {
  test.each([
    [['--no-verify-ssl']],
    [['--no-paginate']],
    [['--no-sign-request']],
    [['--no-cli-pager']],
    [['--no-cli-auto-prompt']],
    [['--color', 'off']],
    [['--cli-binary-format', 'raw-in-base64-out']],
    [['--cli-read-timeout', '5', '--cli-connect-timeout', '0']],
  ])('%j is taken', async (more) => {
    expect(await confirm(...more)).toEqual({ exit: 0, out: '', err: '' })
  })

  test('stands before the command as well', async () => {
    const ended = await rekey(['--output', 'text', ...at(), 'cognito-idp', 'forgot-password', ...minimal])
    expect(ended).toMatchObject({ exit: 0, out: 'CODEDELIVERYDETAILS\temail\tEMAIL\tj***@e***\n' })
  })

  test.each([
    [['--color', 'blue'], 252, 'argument --color: Invalid choice'],
    [['--cli-binary-format', 'hex'], 252, 'argument --cli-binary-format: Invalid choice'],
    [['--query', '['], 252, 'Bad value for --query [: '],
    [['--cli-auto-prompt'], 252, 'Unknown options: --cli-auto-prompt'],
    [['--cli-read-timeout', 'x'], 255, "invalid literal for int() with base 10: 'x'"],
    [['--cli-connect-timeout', 'x'], 255, "invalid literal for int() with base 10: 'x'"],
    [['--profile', 'nope'], 255, 'The config profile (nope) could not be found'],
  ] as const)('%j that cannot be meant is refused, and nothing is sent', async (more, exit, text) => {
    const ended = await confirm(...more)
    expect([ended.exit, ended.out]).toEqual([exit, ''])
    expect(ended.err).toContain(text)
    expect(service.sent).toEqual([])
  })
})

// As botocore 1.43.11 prints them.
const invalid: [string, string[], string][] = [
  [
    'an empty name',
    ['--username', ''],
    'Invalid length for parameter Username, value: 0, valid min length: 1',
  ],
  [
    'an unknown member',
    ['--user-context-data', 'Foo=b'],
    'Unknown parameter in UserContextData: "Foo", must be one of: IpAddress, EncodedData',
  ],
  [
    'a number',
    ['--client-metadata', '{"a":1}'],
    "Invalid type for parameter ClientMetadata.a, value: 1, type: <class 'int'>, valid types: <class 'str'>",
  ],
  [
    'a list',
    ['--client-metadata', 'a=1,2'],
    "Invalid type for parameter ClientMetadata.a, value: ['1', '2'], type: <class 'list'>, valid types: <class 'str'>",
  ],
  [
    'a nested map',
    ['--client-metadata', 'a={b=c}'],
    "Invalid type for parameter ClientMetadata.a, value: {'b': 'c'}, type: <class 'dict'>, valid types: <class 'str'>",
  ],
  [
    'an unknown key of the input',
    ['--cli-input-json', '{"Foo":1}'],
    'Unknown parameter in input: "Foo", must be one of: ClientId, SecretHash, UserContextData, Username, AnalyticsMetadata, ClientMetadata',
  ],
]

describe('what cannot be meant', () => {
  test.each(invalid)('%s is refused in botocore’s words, and nothing is sent', async (_, more, line) => {
    expect(await forgot(...more)).toEqual({
      exit: 252,
      out: '',
      err: `\nParameter validation failed:\n${line}\n`,
    })
    expect(service.sent).toEqual([])
  })

  test('a missing member of --cli-input-json is named', async () => {
    const ended = await rekey(['forgot-password', ...at(), '--cli-input-json', '{"ClientId":"a"}'])
    expect(ended).toEqual({
      exit: 252,
      out: '',
      err: '\nParameter validation failed:\nMissing required parameter in input: "Username"\n',
    })
  })

  test.each([
    [['--foo', 'c'], 'Unknown options: --foo, c\n'],
    [['extra'], 'Unknown options: extra\n'],
    [['--output', 'yml'], 'aws: error: argument --output: Invalid choice'],
    [['--generate-cli-skeleton', 'foo'], 'aws: error: argument --generate-cli-skeleton: Invalid choice'],
  ])('%j is a usage error', async (more, text) => {
    const ended = await forgot(...more)
    expect([ended.exit, ended.out]).toEqual([252, ''])
    expect(ended.err).toContain(text)
  })

  test('a key that stands twice, a file that is not there', async () => {
    expect((await forgot('--client-metadata', 'a=1,a=2')).err).toBe(
      '\nError parsing parameter \'--client-metadata\': Second instance of key "a" encountered for input:\na=1,a=2\n    ^\nThis is often because there is a preceding "," instead of a space.\n',
    )
    expect((await forgot('--username', 'file:///nope')).err).toBe(
      "\nError parsing parameter '--username': Unable to load paramfile file:///nope: [Errno 2] No such file or directory: '/nope'\n",
    )
  })

  test('no password and no code is ever printed', async () => {
    const input = '{"ClientId":"a","Username":"b","Password":987654321,"ConfirmationCode":123456789}'
    const ended = await rekey(['confirm-forgot-password', ...at(), '--cli-input-json', input])
    expect(ended.err).toContain('Invalid type for parameter Password')
    expect(ended.err).not.toMatch(/987654321|123456789/)
    const broken = await rekey(['confirm-forgot-password', ...at(), '--cli-input-json', `${input}}`])
    expect([broken.exit, broken.err.includes('987654321')]).toEqual([252, false])
  })
})
