import {
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  type ConfirmSignUpCommandInput,
  ForgotPasswordCommand,
  ResendConfirmationCodeCommand,
  type ResendConfirmationCodeCommandInput,
  SignUpCommand,
  type SignUpCommandInput,
} from '@aws-sdk/client-cognito-identity-provider'
import { onTestFinished } from 'vitest'
import { type Emulator, type EmulatorOptions, type PoolSeed, secretHash, startEmulator } from './index'

// What the emulator's own tests start from. Made-up names, the same as in the recorded requests.
export const poolId = 'eu-west-1_Ab12Cd34E'
export const clientId = '1example23456789'
export const secret = 'abcdefSECRET0123456789abcdefghijklmnopqrstuvwxyz0123'
export const oldPassword = 'Old-Horse-1'
export const newPassword = 'New-Horse-2'

export const jane = { username: 'jane', email: 'jane@example.com', password: oldPassword }

type Client = NonNullable<PoolSeed['client']>
export type Setting = Omit<EmulatorOptions, 'pools'> & { pool?: Partial<PoolSeed>; client?: Partial<Client> }

/** An emulator with one pool, one public client and Jane, with its clock stopped; it ends with the test. */
export async function start(
  setting: Setting = {},
): Promise<{ cognito: Emulator; sdk: CognitoIdentityProviderClient }> {
  const { pool, client, ...options } = setting
  const cognito = await startEmulator({
    now: '2026-11-24T10:31:00Z',
    ...options,
    pools: [{ id: poolId, users: [jane], ...pool, client: { id: clientId, ...client } }],
  })
  const sdk = new CognitoIdentityProviderClient({
    region: 'eu-west-1',
    endpoint: cognito.url,
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'made-up' },
  })
  onTestFinished(async () => {
    sdk.destroy()
    await cognito.close()
  })
  return { cognito, sdk }
}

/** What every call of Jane's starts with. */
export const asJane = { ClientId: clientId, Username: 'jane' }

export const hashFor = (username: string, key = secret) => secretHash(username, clientId, key)

/** Jane has asked for a code and holds it. */
export async function withCode(setting: Setting = {}) {
  const { cognito, sdk } = await start(setting)
  const hash = setting.client?.secrets ? { SecretHash: hashFor('jane') } : {}
  const ask = async () => {
    await sdk.send(new ForgotPasswordCommand({ ...asJane, ...hash }))
    return cognito.inbox.latest()?.code ?? ''
  }
  const confirm = (ConfirmationCode: string, Password = newPassword, Username = 'jane') =>
    sdk.send(new ConfirmForgotPasswordCommand({ ...asJane, ...hash, Username, ConfirmationCode, Password }))
  const isPassword = (password: string) => cognito.passwordIs(poolId, 'jane', password)
  return { cognito, sdk, ask, confirm, isPassword, code: await ask() }
}

/** A pool that proves e-mail addresses, and Joe, who may sign up there. */
export async function startSignUp(setting: Setting = {}) {
  const { cognito, sdk } = await start({ ...setting, pool: { autoVerified: ['email'], ...setting.pool } })
  const hash = setting.client?.secrets ? { SecretHash: hashFor('joe') } : {}
  const joe = { ClientId: clientId, Username: 'joe', ...hash }
  const signUp = (input: Partial<SignUpCommandInput> = {}) =>
    sdk.send(
      new SignUpCommand({
        ...joe,
        Password: oldPassword,
        UserAttributes: [{ Name: 'email', Value: 'joe@example.com' }],
        ...input,
      }),
    )
  const confirm = (ConfirmationCode: string, input: Partial<ConfirmSignUpCommandInput> = {}) =>
    sdk.send(new ConfirmSignUpCommand({ ...joe, ConfirmationCode, ...input }))
  const resend = (input: Partial<ResendConfirmationCodeCommandInput> = {}) =>
    sdk.send(new ResendConfirmationCodeCommand({ ...joe, ...input }))
  const code = (username = 'joe') => cognito.inbox.latest({ username })?.code ?? ''
  const statusOf = (username = 'joe') => cognito.findUser(poolId, username)?.status
  return { cognito, sdk, signUp, confirm, resend, code, statusOf }
}

/** Joe has signed up and holds his code. */
export async function signedUp(setting: Setting = {}) {
  const started = await startSignUp(setting)
  await started.signUp()
  return started
}

/** How a call failed: `Name: message`. A call that succeeds is an error here. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  }
  throw new Error('the call was answered with a success')
}

/** A request as it is on the wire, for what no SDK would send. */
export async function post(
  cognito: Emulator,
  operation: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  // Headers, not an object: a name in another case must replace a default instead of being added.
  const sent = new Headers({
    'Content-Type': 'application/x-amz-json-1.1',
    'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
  })
  for (const [name, value] of Object.entries(headers)) sent.set(name, value)
  const response = await fetch(cognito.url, { method: 'POST', headers: sent, body })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
