import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Emulator, secretHash, startEmulator } from '../../emulator/index'
import { confirmForgotPassword, forgotPassword, type Subject } from './calls'
import { openRegions } from './regions'

const poolId = 'eu-west-1_Ab12Cd34E'
const openPoolId = 'eu-west-1_Open12345'
const clientId = '1example23456789'
const openClientId = 'public23456789'
const [secret, newSecret] = ['abcdefSECRET0123456789abcdef', 'uvwxyzSECRET9876543210uvwxyz']
const attempt = { code: '123456', password: 'New-Horse-1' }

const regions = openRegions()
let cognito: Emulator

beforeAll(async () => {
  cognito = await startEmulator({
    budgetPerHour: 1_000,
    pools: [
      {
        id: poolId,
        client: { id: clientId, secrets: [secret], propagateUserContext: true },
        users: [{ username: 'jane', email: 'jane@example.com' }],
      },
      {
        id: openPoolId,
        client: { id: openClientId },
        users: [{ username: 'jane', email: 'jane@example.org' }],
      },
    ],
  })
  Object.assign(process.env, {
    REKEY_SECRET: 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
    REKEY_BASE_URL: 'http://localhost:3000',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'made-up',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    REKEY_CONFIRM_DEADLINE_MS: '3000',
    REKEY_REQUEST_DEADLINE_MS: '3000',
  })
})
afterAll(() => cognito.close())
beforeEach(() => {
  cognito.faults.clear()
  cognito.requests.clear()
})

const subject = (overrides: Partial<Subject> = {}, client: Partial<Subject['appClient']> = {}): Subject => ({
  tenantId: randomUUID(),
  appClient: {
    region: 'eu-west-1',
    userPoolId: poolId,
    clientId,
    propagateUserContext: true,
    analyticsEndpointId: null,
    ...client,
  },
  secrets: [secret],
  username: 'jane',
  address: '203.0.113.7',
  contextData: { UserAgent: 'Mozilla/5.0', DeviceLanguage: 'da' },
  clientMetadata: { tenant: 'acme', locale: 'da', app: 'banking' },
  ...overrides,
})

const sent = () => cognito.requests.last()
const bodyOf = () => sent()?.body as Record<string, unknown>

describe('a request to Cognito', () => {
  test('carries the secret hash, the context and the metadata, and nothing that nobody asked for', async () => {
    expect(await forgotPassword(regions, subject())).toMatchObject({ ok: true, requestId: sent()?.id })
    expect(Object.keys(bodyOf()).sort()).toEqual([
      'ClientId',
      'ClientMetadata',
      'SecretHash',
      'UserContextData',
      'Username',
    ])
    expect(bodyOf()).toMatchObject({
      ClientId: clientId,
      Username: 'jane',
      SecretHash: secretHash('jane', clientId, secret),
      ClientMetadata: { tenant: 'acme', locale: 'da', app: 'banking' },
      UserContextData: { IpAddress: '203.0.113.7' },
    })
    expect(sent()?.verdict).toMatchObject({
      secretHash: 'ok',
      encodedData: 'ok',
      payload: {
        contextData: { UserAgent: 'Mozilla/5.0', DeviceLanguage: 'da' },
        username: 'jane',
        userPoolId: poolId,
      },
    })
  })

  test('to confirm carries the same, and code and password byte for byte', async () => {
    const password = 'Pä+ss%2B"😀e\u0301-1'
    await confirmForgotPassword(regions, subject(), { code: '000123', password })
    expect(bodyOf()).toMatchObject({
      ConfirmationCode: '000123',
      Password: password,
      SecretHash: secretHash('jane', clientId, secret),
      ClientMetadata: { tenant: 'acme', locale: 'da', app: 'banking' },
    })
    expect(sent()?.verdict).toMatchObject({ secretHash: 'ok', encodedData: 'ok' })
  })

  test('is signed by nobody, though the process has credentials', async () => {
    await forgotPassword(regions, subject())
    expect(sent()?.authorization).toBe(false)
    expect(JSON.stringify(sent())).not.toContain('AKIDEXAMPLE')
  })

  test('of a public client has no secret hash', async () => {
    const client = { userPoolId: openPoolId, clientId: openClientId, propagateUserContext: false }
    expect(await forgotPassword(regions, subject({ secrets: [] }, client))).toMatchObject({ ok: true })
    expect(bodyOf()).not.toHaveProperty('SecretHash')
  })

  test('carries the analytics endpoint where the tenant has one', async () => {
    await forgotPassword(regions, subject({}, { analyticsEndpointId: 'endpoint-1' }))
    expect(bodyOf()).toMatchObject({ AnalyticsMetadata: { AnalyticsEndpointId: 'endpoint-1' } })
  })

  test.each([
    ['the app client does not propagate it', { propagateUserContext: false }, '203.0.113.7'],
    ['it is not known', {}, null],
    ['it is private', {}, '10.0.0.1'],
    ['it is the machine itself', {}, '127.0.0.1'],
    ['it is a private IPv6 one', {}, 'fd00::1'],
    ['it is none', {}, 'unknown'],
  ])('leaves the address out where %s', async (_, client, address) => {
    await forgotPassword(regions, subject({ address }, client))
    expect(bodyOf().UserContextData).toEqual({ EncodedData: expect.any(String) })
  })

  test('is hashed over the very name that is sent', async () => {
    for (const username of ['JANE', 'ren\u00e9', 'rene\u0301', 'jane+tag@example.com']) {
      await forgotPassword(regions, subject({ username }))
      expect(bodyOf().Username).toBe(username)
      expect(sent()?.verdict).toMatchObject({ secretHash: 'ok', encodedData: 'ok' })
    }
  })
})

describe('one call is one request', () => {
  test.each([
    { kind: 'error', name: 'LimitExceededException' },
    { kind: 'error', name: 'TooManyRequestsException', status: 429 },
    { kind: 'error', name: 'ThrottlingException' },
    { kind: 'error', name: 'InternalErrorException', status: 500 },
    { kind: 'error', name: 'ServiceUnavailable', status: 503 },
    { kind: 'not-json', status: 503 },
    { kind: 'not-json', status: 200, body: 'garbage' },
    { kind: 'empty', status: 500 },
    { kind: 'drop-before' },
    { kind: 'drop-after-commit' },
    { kind: 'truncated' },
  ] as const)('where it fails with %o', async (fault) => {
    cognito.faults.add(fault)
    expect(await confirmForgotPassword(regions, subject(), attempt)).toMatchObject({ ok: false })
    expect(cognito.requests.count()).toBe(1)
    cognito.requests.clear()
    expect(await forgotPassword(regions, subject())).toMatchObject({ ok: false })
    expect(cognito.requests.count()).toBe(1)
  })

  test('nobody waits longer than the deadline', async () => {
    cognito.faults.add({ kind: 'hang' })
    const start = performance.now()
    const results = await Promise.all([
      forgotPassword(regions, subject()),
      confirmForgotPassword(regions, subject(), attempt),
      confirmForgotPassword(regions, subject(), attempt, 300),
    ])
    expect(performance.now() - start).toBeLessThan(5_500)
    for (const result of results) expect(result).toMatchObject({ ok: false, failure: { neverSent: false } })
    expect(cognito.requests.count()).toBe(3)
    cognito.faults.release()
  })

  test('an answer that is late but in time is an answer', async () => {
    cognito.faults.add({ kind: 'delay-after', ms: 700 })
    expect(await forgotPassword(regions, subject())).toMatchObject({ ok: true })
  })

  test('whoever cannot be reached was never sent anything', async () => {
    await cognito.goDark()
    const result = await confirmForgotPassword(regions, subject(), attempt)
    await cognito.comeBack()
    expect(result).toMatchObject({ ok: false, failure: { neverSent: true, code: 'ECONNREFUSED' } })
  })
})

describe('a second secret', () => {
  test('is tried after "Unable to verify secret hash", and only then', async () => {
    expect(await forgotPassword(regions, subject({ secrets: [newSecret, secret] }))).toMatchObject({
      ok: true,
    })
    expect(cognito.requests.count()).toBe(2)
    expect(sent()?.verdict.secretHash).toBe('ok')
  })

  test('is not tried where the first is right', async () => {
    expect(await forgotPassword(regions, subject({ secrets: [secret, newSecret] }))).toMatchObject({
      ok: true,
    })
    expect(cognito.requests.count()).toBe(1)
  })

  test.each([
    { kind: 'error', name: 'NotAuthorizedException', message: 'User is disabled.' },
    {
      kind: 'error',
      name: 'NotAuthorizedException',
      message: 'User password cannot be reset in the current state.',
    },
    { kind: 'error', name: 'CodeMismatchException' },
    { kind: 'drop-after-commit' },
  ] as const)('is not tried after %o', async (fault) => {
    cognito.faults.add(fault)
    await confirmForgotPassword(regions, subject({ secrets: [newSecret, secret] }), attempt)
    expect(cognito.requests.count()).toBe(1)
  })

  test('does not double the time that somebody waits', async () => {
    cognito.faults.add({ kind: 'delay-before', ms: 2_000 })
    const start = performance.now()
    expect(await forgotPassword(regions, subject({ secrets: [newSecret, secret] }))).toMatchObject({
      ok: false,
    })
    expect(performance.now() - start).toBeLessThan(3_900)
  })
})

test('tenants share no connections: one whose pool hangs takes none from another', async () => {
  cognito.faults.add({ kind: 'hang', clientId })
  const hungTenant = randomUUID()
  const hung = Array.from({ length: 60 }, () => forgotPassword(regions, subject({ tenantId: hungTenant })))
  await cognito.faults.hung()
  const client = { userPoolId: openPoolId, clientId: openClientId, propagateUserContext: false }
  const other = subject({ secrets: [] }, client)
  let hasWaited = false
  for (const call of hung) call.then(() => (hasWaited = true))
  const results = await Promise.all(Array.from({ length: 50 }, () => forgotPassword(regions, other)))
  expect(results.every(({ ok }) => ok)).toBe(true)
  expect(hasWaited).toBe(false)
  const ends = await Promise.all(hung)
  expect(ends.every(({ ok }) => !ok)).toBe(true)
  cognito.faults.release()
})

describe('J9: a region', () => {
  const outage = { kind: 'not-json', status: 503, body: 'Service Unavailable' } as const
  const inRegion = (region: string, userPoolId: string) => subject({}, { region, userPoolId })

  test('whose servers fail two tenants is not called again, another one is, and an ask finds it back', async () => {
    const [one, other] = [
      inRegion('eu-central-1', 'eu-central-1_One'),
      inRegion('eu-central-1', 'eu-central-1_Two'),
    ]
    cognito.faults.add(outage)
    for (let times = 0; times < 4; times++) await confirmForgotPassword(regions, one, attempt)
    expect(cognito.requests.count()).toBe(4)
    await confirmForgotPassword(regions, other, attempt)
    cognito.requests.clear()
    expect(await confirmForgotPassword(regions, one, attempt)).toMatchObject({
      ok: false,
      failure: { name: 'RegionAway', neverSent: true },
    })
    expect(await forgotPassword(regions, other)).toMatchObject({ ok: false, failure: { neverSent: true } })
    expect(cognito.requests.count()).toBe(0)
    cognito.faults.clear()
    await forgotPassword(regions, inRegion('eu-central-2', 'eu-central-2_One'))
    expect(cognito.requests.count()).toBe(1)
    const isSent = async () => {
      const result = await forgotPassword(regions, other)
      return result.ok || !result.failure.neverSent
    }
    await expect.poll(isSent, { timeout: 10_000, interval: 200 }).toBe(true)
    cognito.requests.clear()
    await confirmForgotPassword(regions, one, attempt)
    expect(cognito.requests.count()).toBe(1)
  }, 20_000)

  test('is not held to be away for two tenants whose mail functions fail', async () => {
    cognito.faults.add({ kind: 'error', name: 'UnexpectedLambdaException', status: 500 })
    const subjects = ['eu-south-1_One', 'eu-south-1_Two'].map((pool) => inRegion('eu-south-1', pool))
    for (const each of [...subjects, ...subjects]) await forgotPassword(regions, each)
    cognito.faults.clear()
    cognito.requests.clear()
    await Promise.all(subjects.map((each) => confirmForgotPassword(regions, each, attempt)))
    expect(cognito.requests.count()).toBe(2)
  })
})
