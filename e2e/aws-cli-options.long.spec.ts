import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { findAws2 } from '../cli/real-aws'
import { secretHash } from '../emulator/index'
import { clientId, newPassword, type Stack, secret, startStack, withCode } from './aws-stack'

// Every option of the documentation of confirm-forgot-password, by the real AWS CLI 2 against the portal, and what
// arrived at Cognito, field by field.

const aws2 = findAws2()
const folder = mkdtempSync(join(tmpdir(), 'rekey-options-'))
let stack: Stack

test.skip(aws2 === null, 'no AWS CLI 2')
test.beforeAll(async () => {
  test.setTimeout(120_000)
  stack = await startStack()
  writeFileSync(join(folder, 'pw.txt'), 'From-File-3')
})
test.afterAll(async () => {
  await stack?.close()
  rmSync(folder, { recursive: true, force: true })
})

const aws = (...words: string[]) =>
  new Promise<{ exit: number; out: string; err: string }>((resolve) => {
    const env = {
      ...process.env,
      HOME: '/nonexistent',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '1',
      AWS_PAGER: '',
    }
    const all = ['cognito-idp', 'confirm-forgot-password', '--endpoint-url', stack.endpoint, ...words]
    execFile(aws2 ?? 'aws', all, { env, cwd: folder }, (error, out, err) =>
      resolve({ exit: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })

type Person = { username: string; code: string }
type Row = {
  option: string
  words: (person: Person) => string[]
  /** What differs from the plain request. */
  body?: Record<string, unknown>
  /** The pool's answer doesn't matter: the fingerprint is made up. */
  mayBeRefused?: true
}

const own = { app: 'banking', tenant: 'acme' }
const needed = ({ username, code }: Person) => [
  '--client-id',
  clientId,
  `--username=${username}`,
  '--confirmation-code',
  code,
  '--password',
  newPassword,
]
const whole = ({ username, code }: Person) => ({
  ClientId: clientId,
  Username: username,
  ConfirmationCode: code,
  Password: newPassword,
  ClientMetadata: { k: 'v' },
})
const metadata = { ClientMetadata: { k: 'v', ...own } }

const rows: Row[] = [
  { option: 'nothing but the four required ones', words: needed },
  {
    option: '--secret-hash, which the portal replaces',
    words: (person) => [...needed(person), '--secret-hash', 'AAAA'],
  },
  {
    option: '--password from a file',
    words: (person) => [...needed(person), '--password', 'file://pw.txt'],
    body: { Password: 'From-File-3' },
  },
  {
    option: '--password behind an equals sign, with a dash',
    words: (person) => [...needed(person), '--password=-New-Horse-2'],
    body: { Password: '-New-Horse-2' },
  },
  ...['AnalyticsEndpointId=endpoint-1', '{"AnalyticsEndpointId":"endpoint-1"}'].map((text) => ({
    option: `--analytics-metadata ${text}`,
    words: (person: Person) => [...needed(person), '--analytics-metadata', text],
    body: { AnalyticsMetadata: { AnalyticsEndpointId: 'endpoint-1' } },
  })),
  ...['EncodedData=ab+/cd==', '{"EncodedData":"ab+/cd=="}'].map((text) => ({
    option: `--user-context-data ${text}`,
    words: (person: Person) => [...needed(person), '--user-context-data', text],
    body: { UserContextData: { EncodedData: 'ab+/cd==' } },
    mayBeRefused: true as const,
  })),
  ...['k1=,k2="a,b",k3=c=d', '{"k1":"","k2":"a,b","k3":"c=d"}'].map((text) => ({
    option: `--client-metadata ${text}`,
    words: (person: Person) => [...needed(person), '--client-metadata', text],
    body: { ClientMetadata: { k1: '', k2: 'a,b', k3: 'c=d', ...own } },
  })),
  {
    option: '--cli-input-json',
    words: (person) => ['--cli-input-json', JSON.stringify(whole(person))],
    body: metadata,
  },
  {
    option: '--cli-input-yaml, an option before its key',
    words: (person) => [
      '--cli-input-yaml',
      `${JSON.stringify(whole(person), null, 1)}\n`,
      '--client-metadata',
      'x=y',
    ],
    body: { ClientMetadata: { x: 'y', ...own } },
  },
]

// Each starts a Python of its own: the first two here, all in the proof.
for (const [index, { option, words, body, mayBeRefused }] of rows.entries()) {
  test(`the portal passes on ${option}`, { tag: index < 2 ? [] : '@proof' }, async () => {
    const username = stack.somebody()
    const person = { username, code: await withCode(stack, username) }
    const before = stack.cognito.requests.all().length
    const ended = await aws(...words(person))
    const arrived = stack.cognito.requests.all().slice(before)
    expect(arrived.map(({ operation }) => operation)).toEqual(['ConfirmForgotPassword'])
    const expected = {
      ClientId: clientId,
      SecretHash: secretHash(username, clientId, secret),
      Username: username,
      ConfirmationCode: person.code,
      Password: newPassword,
      ClientMetadata: own,
      ...body,
    }
    const sent = arrived[0]?.body
    expect(sent).toMatchObject(expected)
    // Nothing but these and what the portal knows of the caller.
    expect(Object.keys(Object(sent)).sort()).toEqual(
      [...new Set([...Object.keys(expected), 'UserContextData'])].sort(),
    )
    if (!mayBeRefused) expect(ended).toEqual({ exit: 0, out: '', err: '' })
  })
}

test('the portal is not asked for a skeleton', async () => {
  const before = stack.cognito.requests.all().length
  const skeleton = await aws('--generate-cli-skeleton')
  expect(Object.keys(JSON.parse(skeleton.out))).toContain('ConfirmationCode')
  expect(stack.cognito.requests.all().length).toBe(before)
})
