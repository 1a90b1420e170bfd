import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newPassword, oldPassword, start } from './harness'

// A second opinion: another emulator, written by others, given the same SDK calls. It is far more lenient than the
// service, so only successes are compared; further down are the deliberate differences.

const program = (() => {
  try {
    return createRequire(import.meta.url).resolve('cognito-local/lib/bin/start.js')
  } catch {
    return null
  }
})()

const Username = 'jane@example.com'
const code = '246810'

async function makePool(sdk: CognitoIdentityProviderClient, GenerateSecret = false) {
  const { UserPool } = await sdk.send(
    new CreateUserPoolCommand({ PoolName: 'side', UsernameAttributes: ['email'] }),
  )
  const UserPoolId = UserPool?.Id
  const { UserPoolClient } = await sdk.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'web',
      GenerateSecret,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    }),
  )
  const UserAttributes = [
    { Name: 'email', Value: Username },
    { Name: 'email_verified', Value: 'true' },
  ]
  await sdk.send(
    new AdminCreateUserCommand({ UserPoolId, Username, UserAttributes, MessageAction: 'SUPPRESS' }),
  )
  await sdk.send(
    new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: oldPassword, Permanent: true }),
  )
  return { UserPoolId, ClientId: UserPoolClient?.ClientId }
}

type Door = { sdk: CognitoIdentityProviderClient; code(): string }

async function roundTrip({ sdk, code }: Door) {
  const { UserPoolId, ClientId } = await makePool(sdk)
  const call = { ClientId, Username }
  const nameOf = async (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'ok',
      (error: Error) => error.name,
    )
  const signIn = (PASSWORD: string) =>
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId,
      AuthParameters: { USERNAME: Username, PASSWORD },
    })
  const { CodeDeliveryDetails: delivery } = await sdk.send(new ForgotPasswordCommand(call))
  const confirm = (ConfirmationCode: string) =>
    nameOf(sdk.send(new ConfirmForgotPasswordCommand({ ...call, ConfirmationCode, Password: newPassword })))
  const answers = [await confirm('000001'), await confirm(code())]
  const { AuthenticationResult: tokens } = await sdk.send(signIn(newPassword))
  const { UserStatus } = await sdk.send(new AdminGetUserCommand({ UserPoolId, Username }))
  const idToken = JSON.parse(Buffer.from(tokens?.IdToken?.split('.')[1] ?? '', 'base64url').toString())
  return {
    medium: delivery?.DeliveryMedium,
    attribute: delivery?.AttributeName,
    answers,
    oldOne: (await nameOf(sdk.send(signIn(oldPassword)))) === 'ok',
    token: { email: idToken.email, use: idToken.token_use, forClient: idToken.aud === ClientId },
    UserStatus,
  }
}

describe('beside cognito-local', () => {
  let other: CognitoIdentityProviderClient
  let end = async () => {}

  beforeAll(async () => {
    if (!program) return
    const folder = await mkdtemp(join(tmpdir(), 'cognito-local-'))
    const env = { ...process.env, HOST: '127.0.0.1', PORT: '0', CODE: code, NODE_NO_WARNINGS: '1' }
    const child = spawn(process.execPath, [program], { cwd: folder, env })
    end = async () => {
      other?.destroy()
      child.kill('SIGKILL')
      await rm(folder, { recursive: true, force: true })
    }
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'made-up' }
    const endpoint = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.stdout.on('data', (part) => {
        said += part
        const address = /running on (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1]
        if (address !== undefined) resolve(address)
      })
      child.once('exit', () => reject(new Error(`cognito-local ended: ${said}`)))
    })
    other = new CognitoIdentityProviderClient({ region: 'eu-west-1', endpoint, maxAttempts: 1, credentials })
  })
  afterAll(() => end())
  beforeEach((context) => context.skip(!program, 'cognito-local is not installed'))

  test('the same calls come to the same end in both', async () => {
    const { cognito, sdk } = await start()
    const ours = await roundTrip({ sdk, code: () => cognito.inbox.latest()?.code ?? '' })
    expect(ours).toEqual({
      medium: 'EMAIL',
      attribute: 'email',
      answers: ['CodeMismatchException', 'ok'],
      oldOne: false,
      token: { email: Username, use: 'id', forClient: true },
      UserStatus: 'CONFIRMED',
    })
    expect(await roundTrip({ sdk: other, code: () => code })).toEqual(ours)
  })

  test('a missing secret hash and a weak password pass there and not here', async () => {
    const { cognito, sdk } = await start()
    const answers = async (door: CognitoIdentityProviderClient, code: () => string) => {
      const { ClientId } = await makePool(door, true)
      const asked = await door
        .send(new ForgotPasswordCommand({ ClientId, Username }))
        .catch((error: Error) => error)
      const weak = { ClientId, Username, ConfirmationCode: code(), Password: 'x' }
      const set = await door.send(new ConfirmForgotPasswordCommand(weak)).catch((error: Error) => error)
      return [asked instanceof Error ? asked.name : 'ok', set instanceof Error ? set.name : 'ok']
    }
    expect(await answers(other, () => code)).toEqual(['ok', 'ok'])
    expect(await answers(sdk, () => cognito.inbox.latest()?.code ?? code)).toEqual([
      'NotAuthorizedException',
      'NotAuthorizedException',
    ])
  })
})
