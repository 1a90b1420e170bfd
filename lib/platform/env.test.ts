import { describe, expect, test } from 'vitest'
import { EnvironmentFault, readEnvironment } from './env'

const secret = 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps'
const whole = { REKEY_SECRET: secret, REKEY_BASE_URL: 'https://portal.example' }

function faultOf(source: Record<string, string | undefined>): EnvironmentFault {
  try {
    readEnvironment(source)
  } catch (error) {
    if (error instanceof EnvironmentFault) return error
    throw error
  }
  throw new Error('the environment was accepted')
}

test('the two variables that have no default are enough', () => {
  expect(readEnvironment(whole)).toMatchObject({
    REKEY_BASE_URL: 'https://portal.example',
    REKEY_TRUSTED_HOPS: 0,
    REKEY_LIMITS_FACTOR: 1,
    REKEY_KEEP_ALIVE_SECONDS: 65,
    REKEY_DATA_DIR: '.data',
    REKEY_CONFIRM_DEADLINE_MS: 8_000,
    NODE_ENV: 'production',
  })
})

test('every variable that is missing is named at once', () => {
  const { faults, message } = faultOf({})
  expect(faults).toHaveLength(2)
  for (const name of ['REKEY_SECRET', 'REKEY_BASE_URL']) expect(message).toContain(`${name} is missing`)
})

test('an empty variable is a missing one', () => {
  expect(faultOf({ REKEY_SECRET: '', REKEY_BASE_URL: '' }).faults).toHaveLength(2)
  expect(readEnvironment({ ...whole, DATABASE_URL: '', REKEY_TRUSTED_HOPS: '' }).REKEY_TRUSTED_HOPS).toBe(0)
})

describe('a value is never repeated', () => {
  const wrong = {
    REKEY_SECRET: 'hunter2',
    REKEY_BASE_URL: 'ftp://hunter2.example/path',
    DATABASE_URL: 'mysql://admin:hunter2@db/rekey',
    REDIS_URL: 'http://:hunter2@redis',
    REKEY_TRUSTED_HOPS: 'hunter2',
    REKEY_LIMITS_FACTOR: 'hunter2',
    REKEY_KEEP_ALIVE_SECONDS: 'hunter2',
    REKEY_METRICS_TOKEN: 'hunter2',
    REKEY_CRON_TOKEN: 'hunter2',
    REKEY_CONFIRM_DEADLINE_MS: 'hunter2',
    REKEY_REQUEST_DEADLINE_MS: '1',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: 'hunter2',
    AWS_ROLE_ARN: 'hunter2',
    NEXTAUTH_URL: 'hunter2',
    NEXTAUTH_SECRET: 'hunter2',
    NODE_ENV: 'hunter2',
    VERCEL_ENV: 'hunter2',
  }

  test('not even where every variable is wrong, and each is named', () => {
    const { message } = faultOf(wrong)
    expect(message).not.toContain('hunter2')
    for (const name of Object.keys(wrong)) expect(message).toContain(name)
  })

  test.each(Object.keys(wrong))('not that of %s', (name) => {
    const { message } = faultOf({ ...whole, [name]: Reflect.get(wrong, name) })
    expect(message).toContain(name)
    expect(message).not.toContain('hunter2')
  })
})

test('the secret of Vercel’s cron is looked at on Vercel only', () => {
  expect(readEnvironment({ ...whole, CRON_SECRET: 'short' }).CRON_SECRET).toBe('short')
  expect(faultOf({ ...whole, VERCEL: '1', CRON_SECRET: 'short' }).message).toContain('CRON_SECRET must be')
})

describe('a secret', () => {
  test('is 32 bytes of base64 or of text', () => {
    const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7))
    expect(readEnvironment({ ...whole, REKEY_SECRET: bytes.toString('base64') }).REKEY_SECRET).toEqual([
      bytes,
    ])
    expect(readEnvironment(whole).REKEY_SECRET).toEqual([Buffer.from(secret)])
  })

  test('may be a list, the newest first', () => {
    const other = [...secret].reverse().join('')
    const { REKEY_SECRET } = readEnvironment({ ...whole, REKEY_SECRET: `${secret}, ${other}` })
    expect(REKEY_SECRET.map((each) => Buffer.from(each).toString())).toEqual([secret, other])
  })

  test.each([
    ['too short', secret.slice(1)],
    ['one pattern repeated', 'abcd'.repeat(10)],
    ['the placeholder of an example', 'change-me-change-me-change-me-change-me'],
    ['the same as the older one of a list', `${secret},your-secret-key-your-secret-key-change-it`],
    ['a list with one that is too short', `${secret},short`],
    ['a list with an empty one', `${secret},`],
    ['base64 of too few bytes', Buffer.alloc(16, 7).toString('base64')],
  ])('is refused where it is %s', (_, value) => {
    expect(faultOf({ ...whole, REKEY_SECRET: value }).message).toContain('REKEY_SECRET')
  })
})

describe('the canonical address', () => {
  test('is an origin', () => {
    expect(readEnvironment({ ...whole, REKEY_BASE_URL: 'https://Portal.example:443/' }).REKEY_BASE_URL).toBe(
      'https://portal.example',
    )
  })

  test.each(['portal.example', 'https://portal.example/reset', 'javascript:alert(1)', '//portal.example'])(
    'is not %s',
    (value) => expect(faultOf({ ...whole, REKEY_BASE_URL: value }).message).toContain('REKEY_BASE_URL'),
  )
})

describe('an http address', () => {
  test.each([
    'http://localhost:3000',
    'http://acme.localhost',
    'http://127.0.0.1:3000',
    'http://127.8.8.8',
    'http://[::1]:3000',
    'http://10.1.2.3',
    'http://172.31.0.1',
    'http://192.168.1.9:8080',
    'http://[fd00::7]',
    'http://reset.acme.test',
    'http://portal.svc.internal',
  ])('may be %s', (value) => {
    expect(readEnvironment({ ...whole, REKEY_BASE_URL: value }).REKEY_BASE_URL).toBe(value)
  })

  test.each([
    'http://reset.acme.example',
    'http://203.0.113.7',
    'http://172.32.0.1',
    'http://localhost.evil.example',
    'http://[2001:db8::1]',
    'http://test.example',
    'http://internal.example',
  ])('may not be %s', (value) => {
    expect(faultOf({ ...whole, REKEY_BASE_URL: value }).message).toMatch(/REKEY_BASE_URL must be https/)
  })
})

test.each([
  ['REKEY_TRUSTED_HOPS', '-1'],
  ['REKEY_KEEP_ALIVE_SECONDS', '0'],
  ['REKEY_KEEP_ALIVE_SECONDS', '3601'],
  ['REKEY_TRUSTED_HOPS', '1.5'],
  ['REKEY_LIMITS_FACTOR', '0'],
  ['REKEY_CONFIRM_DEADLINE_MS', '99999999'],
])('%s is not %s', (name, value) => {
  expect(faultOf({ ...whole, [name]: value }).message).toContain(name)
})

test('the time of an answer is scaled beside an emulator on this machine only, for elsewhere it would tell who has an account', () => {
  const name = 'REKEY_ANSWER_TIME_FACTOR'
  const beside = (endpoint?: string) => ({
    ...whole,
    [name]: '0.25',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint,
  })
  expect(readEnvironment(whole)[name]).toBe(1)
  expect(readEnvironment(beside('http://127.0.0.1:9229'))[name]).toBe(0.25)
  for (const endpoint of [undefined, 'http://cognito.internal:9229', 'http://127.0.0.1.evil.test'])
    expect(faultOf(beside(endpoint)).message).toContain(`${name} is not 1`)
  expect(readEnvironment({ ...whole, [name]: '1' })[name]).toBe(1)
})

test('the languages that are made for tests are spoken beside an emulator on this machine only', () => {
  const beside = (endpoint?: string) => ({
    ...whole,
    REKEY_PSEUDO_LOCALES: 'on',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint,
  })
  expect(readEnvironment(whole).REKEY_PSEUDO_LOCALES).toBe('off')
  expect(readEnvironment(beside('http://127.0.0.1:9229')).REKEY_PSEUDO_LOCALES).toBe('on')
  for (const endpoint of [undefined, 'https://cognito-idp.eu-west-1.amazonaws.com'])
    expect(faultOf(beside(endpoint)).message).toContain('REKEY_PSEUDO_LOCALES is `on`')
})

test('known passwords are looked up nowhere, at Have I Been Pwned, or at a mirror', () => {
  const name = 'REKEY_BREACHED_PASSWORDS'
  const ranges = (value?: string) => readEnvironment({ ...whole, [name]: value })[name]
  expect(ranges()).toBeNull()
  expect(ranges('off')).toBeNull()
  expect(ranges('on')).toBe('https://api.pwnedpasswords.com/range/')
  for (const mirror of [
    'https://m.example',
    'https://m.example/',
    'https://m.example/range',
    'https://m.example/range/',
  ])
    expect(ranges(mirror)).toBe('https://m.example/range/')
  expect(ranges('http://127.0.0.1:9000/hibp')).toBe('http://127.0.0.1:9000/hibp/range/')
  for (const wrong of ['yes', 'http://m.example', 'https://u:p@m.example', 'https://m.example/?a=1'])
    expect(faultOf({ ...whole, [name]: wrong }).message).toContain(`${name} must be off, on`)
})
