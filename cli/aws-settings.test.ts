import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildOnce, rekey, type Service, startService } from './harness'

// What is refused before anything is sent, and what files and the environment say where no option does.

let service: Service
const home = mkdtempSync(join(tmpdir(), 'rekey-aws-'))
const text = 'CODEDELIVERYDETAILS\temail\tEMAIL\tj***@e***\n'

beforeAll(async () => {
  await buildOnce()
  service = await startService()
  mkdirSync(join(home, '.aws'))
  const config = `[default]
output = text
[profile dev]
region = bad region
[profile bogus]
region = eu-west-1
output = bogus
[profile svc]
services = mine
endpoint_url = http://127.0.0.1:9
[services mine]
cognito_identity_provider =
  endpoint_url = ${service.url}/service
[profile plain]
endpoint_url = ${service.url}/plain
`
  writeFileSync(join(home, '.aws', 'config'), config)
  writeFileSync(join(home, 'crlf.txt'), 'Line-One-1\r\nLine-Two\rEnd\r\n')
  writeFileSync(join(home, 'broken'), 'no section\n')
}, 60_000)
afterAll(async () => {
  await service.close()
  rmSync(home, { recursive: true, force: true })
})
beforeEach(() => {
  service.sent.length = 0
})

const minimal = ['--client-id', '1example23456789', '--username', 'jane']
const at = () => ['--endpoint-url', service.url]
const forgot = (more: string[], env: Record<string, string> = {}) =>
  rekey(['forgot-password', ...at(), ...minimal, ...more], { env: { HOME: home, ...env }, cwd: home })
const confirm = (...more: string[]) =>
  rekey(['confirm-forgot-password', ...at(), ...minimal, '--confirmation-code', '1', ...more], { cwd: home })

test('C03: a password out of fileb:// is no text: refused with 252, not shown, and nothing is sent', async () => {
  expect(await confirm('--password', 'fileb://crlf.txt')).toEqual({
    exit: 252,
    out: '',
    err: "\nParameter validation failed:\nInvalid type for parameter Password, value: (hidden), type: <class 'bytes'>, valid types: <class 'str'>\n",
  })
  expect(service.sent).toEqual([])
})

test.each([
  ['nofunc(@)', 255, 'Unknown function: nofunc()'],
  ['CodeDeliveryDetails.[', 252, 'Bad value for --query CodeDeliveryDetails.[: '],
  ['', 252, 'Bad value for --query : Invalid JMESPath expression: cannot be empty.'],
  ['abs(CodeDeliveryDetails.Destination)', 255, 'abs()'],
])('C04: the query %j cannot be asked, which is said before anything is sent', async (query, exit, why) => {
  const ended = await forgot(['--query', query])
  expect([ended.exit, ended.out]).toEqual([exit, ''])
  expect(ended.err).toContain(why)
  expect(service.sent).toEqual([])
})

test('C05: every line end of a file is one line feed, the one at its end included', async () => {
  expect(await confirm('--password', 'file://crlf.txt')).toEqual({ exit: 0, out: '', err: '' })
  expect(service.sent[0]?.body).toMatchObject({ Password: 'Line-One-1\nLine-Two\nEnd\n' })
})

describe('C06: where no option says it', () => {
  test('AWS_DEFAULT_OUTPUT names the format, before the profile', async () => {
    const yaml =
      'CodeDeliveryDetails:\n  AttributeName: email\n  DeliveryMedium: EMAIL\n  Destination: j***@e***\n'
    expect(await forgot([], { AWS_DEFAULT_OUTPUT: 'yaml' })).toEqual({ exit: 0, out: yaml, err: '' })
  })

  test('the profile names the format', async () => {
    expect(await forgot([])).toEqual({ exit: 0, out: text, err: '' })
  })

  test.each([
    [['--region', 'bad region'], {}, "Provided region_name 'bad region' doesn't match a supported format."],
    [
      ['--profile', 'dev'],
      { AWS_DEFAULT_REGION: '' },
      "Provided region_name 'bad region' doesn't match a supported format.",
    ],
    [['--profile', 'bogus'], {}, 'Unknown output type: bogus'],
    [[], { AWS_DEFAULT_OUTPUT: 'bogus' }, 'Unknown output type: bogus'],
    [[], { AWS_CONFIG_FILE: 'broken' }, 'Unable to parse config file: broken'],
    [[], { AWS_PROFILE: 'nope' }, 'The config profile (nope) could not be found'],
    [['--endpoint-url', 'ftp://x'], {}, 'Invalid endpoint: ftp://x'],
    [
      ['--cli-read-timeout', '-1'],
      {},
      'Attempted to set read timeout to -1, but the timeout cannot be set to a value less than or equal to 0.',
    ],
  ])('%j with %j cannot be used, and nothing is sent', async (more, env, line) => {
    expect(await forgot(more, env)).toEqual({ exit: 255, out: '', err: `\n${line}\n` })
    expect(service.sent).toEqual([])
  })

  test('--generate-cli-skeleton output is printed as the answer would be', async () => {
    const more = ['--generate-cli-skeleton', 'output', '--query', 'CodeDeliveryDetails.Destination']
    expect(await forgot([...more, '--output', 'text'])).toEqual({ exit: 0, out: 'Destination\n', err: '' })
    expect(service.sent).toEqual([])
  })
})

describe('the endpoint', () => {
  const call = (profile: string, env: Record<string, string> = {}) =>
    rekey(['forgot-password', ...minimal, '--profile', profile], { env: { HOME: home, ...env } })

  test.each([
    ['svc', {}, '/service'],
    ['plain', {}, '/plain'],
    ['svc', { AWS_ENDPOINT_URL: '/all' }, '/all'],
    ['svc', { AWS_ENDPOINT_URL: '/all', AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: '/own' }, '/own'],
  ])('of profile %s with %j is %s', async (profile, env, path) => {
    const absolute = Object.entries(env).map(([name, value]) => [name, `${service.url}${value}`])
    expect(await call(profile, Object.fromEntries(absolute))).toMatchObject({ exit: 0, err: '' })
    expect(service.sent.map((sent) => sent.path.replace(/\/$/, ''))).toEqual([path])
  })
})

test('an authority file that is not there is refused before anything is sent', async () => {
  const ended = await forgot(['--endpoint-url', service.url.replace('http', 'https'), '--ca-bundle', '/nope'])
  expect([ended.exit, ended.out]).toEqual([255, ''])
  expect(ended.err).toContain('No such file or directory: /nope')
})
