import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../../emulator/index'
import { lookUpMailbox, lookUpUser } from './look-up-user'

const pool = { region: 'eu-west-1', userPoolId: 'eu-west-1_Ab12Cd34E' }
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'made-up' }

let cognito: Emulator
beforeAll(async () => {
  cognito = await startEmulator({
    pools: [
      {
        id: pool.userPoolId,
        recovery: ['verified_phone_number', 'verified_email'],
        users: [
          { username: 'jane', email: 'jane@example.com', phone: '+4512345678', phoneVerified: false },
          { username: 'claims', email: 'claims@example.com', emailVerified: false, status: 'UNCONFIRMED' },
          {
            username: 'invited',
            email: 'invited@example.com',
            emailVerified: false,
            status: 'FORCE_CHANGE_PASSWORD',
          },
          { username: 'gone', email: 'gone@example.com', enabled: false, status: 'RESET_REQUIRED' },
        ],
      },
    ],
  })
  Object.assign(process.env, {
    REKEY_SECRET: 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
    REKEY_BASE_URL: 'http://localhost:3000',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  })
})
afterAll(() => cognito.close())
beforeEach(() => cognito.faults.clear())

const look = (username: string) => lookUpUser(pool, username, credentials)
const refuse = (operation: string, name: string) =>
  cognito.faults.add({ kind: 'error', operation, name, status: 400 })

test('a look gives what decides about a reset, and nothing that names the person', async () => {
  const found = await look('jane')
  expect(found).toEqual({
    kind: 'found',
    user: { status: 'CONFIRMED', isEnabled: true, email: 'verified', phone: 'unverified', secondFactors: [] },
    recovery: ['phone', 'email'],
  })
  expect(JSON.stringify(found)).not.toContain('jane')
  expect(await look('gone')).toMatchObject({ user: { status: 'RESET_REQUIRED', isEnabled: false } })
})

test('a name that nobody has, or that Cognito would not look for, is no user', async () => {
  expect(await look('nobody@example.com')).toEqual({ kind: 'no-such-user' })
  expect(await look('with a blank')).toEqual({ kind: 'no-such-user' })
})

test.each([
  ['AccessDeniedException', 'not-allowed'],
  ['UnrecognizedClientException', 'not-allowed'],
  ['ExpiredTokenException', 'not-allowed'],
  ['ResourceNotFoundException', 'no-pool'],
  ['TooManyRequestsException', 'away'],
] as const)('%s is told as %s, never as a state of the user', async (name, because) => {
  refuse('AdminGetUser', name)
  expect(await look('jane')).toEqual({ kind: 'unknown', because })
})

test('where only the pool is hidden the user is told all the same', async () => {
  refuse('DescribeUserPool', 'AccessDeniedException')
  expect(await look('jane')).toMatchObject({ kind: 'found', recovery: null })
})

test('without credentials it is unknown', async () => {
  const none = async () => {
    throw Object.assign(new Error('none'), { name: 'CredentialsProviderError' })
  }
  expect(await lookUpUser(pool, 'jane', none)).toEqual({ kind: 'unknown', because: 'no-credentials' })
})

test('a mailbox is one that is proven or that an administrator invited, and never only claimed', async () => {
  const mailboxOf = async (username: string) => (await lookUpMailbox(pool, username, credentials)).mailbox
  expect(await mailboxOf('jane')).toBe('jane@example.com')
  expect(await mailboxOf('invited')).toBe('invited@example.com')
  expect(await mailboxOf('claims')).toBeNull()
  expect(await mailboxOf('nobody@example.com')).toBeNull()
})
