import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from 'vitest'
import { asJane, clientId, jane, newPassword, oldPassword, poolId, refusal, start } from '../harness'

const joe = { UserPoolId: poolId, Username: 'joe' }
const email = (Value: string) => ({ Name: 'email', Value })

test('a password set for good confirms the user; one set for once does not', async () => {
  const { sdk } = await start()
  await sdk.send(new AdminCreateUserCommand({ ...joe, MessageAction: 'SUPPRESS' }))
  const set = (Password: string, Permanent: boolean) =>
    sdk.send(new AdminSetUserPasswordCommand({ ...joe, Password, Permanent }))
  const status = async () => (await sdk.send(new AdminGetUserCommand(joe))).UserStatus
  await set(newPassword, true)
  expect(await status()).toBe('CONFIRMED')
  await set('Other-Horse-3', false)
  expect(await status()).toBe('FORCE_CHANGE_PASSWORD')
  expect(await refusal(set('short', true))).toContain('InvalidPasswordException')
})

test('a changed address is unverified until it is said to be verified, and then receives codes', async () => {
  const { cognito, sdk } = await start()
  const update = (UserAttributes: { Name: string; Value: string }[]) =>
    sdk.send(new AdminUpdateUserAttributesCommand({ UserPoolId: poolId, Username: 'jane', UserAttributes }))
  await update([email('new@example.com')])
  expect(await refusal(sdk.send(new ForgotPasswordCommand(asJane)))).toContain('no registered/verified email')
  await update([{ Name: 'email_verified', Value: 'true' }])
  await sdk.send(new ForgotPasswordCommand(asJane))
  expect(cognito.inbox.latest()?.to).toBe('new@example.com')
})

test('a disabled user is shut out and an enabled one is not', async () => {
  const { sdk } = await start()
  const user = { UserPoolId: poolId, Username: 'jane' }
  await sdk.send(new AdminDisableUserCommand(user))
  expect(await refusal(sdk.send(new ForgotPasswordCommand(asJane)))).toContain('User is disabled.')
  await sdk.send(new AdminEnableUserCommand(user))
  await sdk.send(new ForgotPasswordCommand(asJane))
})

test('a reset by an administrator sends a code and closes sign-in until it is used', async () => {
  const { cognito, sdk } = await start()
  await sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: poolId, Username: 'jane' }))
  const signIn = (PASSWORD: string) =>
    sdk.send(
      new InitiateAuthCommand({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: clientId,
        AuthParameters: { USERNAME: 'jane', PASSWORD },
      }),
    )
  expect(await refusal(signIn(oldPassword))).toContain('PasswordResetRequiredException')
  const ConfirmationCode = cognito.inbox.latest()?.code
  await sdk.send(new ConfirmForgotPasswordCommand({ ...asJane, ConfirmationCode, Password: newPassword }))
  await signIn(newPassword)
})

test('users are listed in pages and found by attribute', async () => {
  const users = [
    jane,
    { username: 'joe', email: 'joe@example.com' },
    { username: 'jim', email: 'jim@example.org' },
  ]
  const { sdk } = await start({ pool: { users } })
  const list = async (input: { Filter?: string; Limit?: number; PaginationToken?: string }) => {
    const answer = await sdk.send(new ListUsersCommand({ UserPoolId: poolId, ...input }))
    return { names: answer.Users?.map((user) => user.Username), next: answer.PaginationToken }
  }
  expect(await list({ Limit: 2 })).toEqual({ names: ['jane', 'joe'], next: '2' })
  expect(await list({ Limit: 2, PaginationToken: '2' })).toEqual({ names: ['jim'], next: undefined })
  expect((await list({ Filter: 'email = "joe@example.com"' })).names).toEqual(['joe'])
  expect((await list({ Filter: 'username ^= "j"' })).names).toHaveLength(3)
})

test('an operation of administrators is refused without a signature, and asks nothing else of it', async () => {
  const { cognito, sdk } = await start()
  const unsigned = new CognitoIdentityProviderClient({
    region: 'eu-west-1',
    endpoint: cognito.url,
    maxAttempts: 1,
    signer: { sign: async (request) => request },
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'made-up' },
  })
  const command = new AdminGetUserCommand({ UserPoolId: poolId, Username: 'jane' })
  expect(await refusal(unsigned.send(command))).toBe(
    'MissingAuthenticationTokenException: Missing Authentication Token',
  )
  unsigned.destroy()
  expect(await sdk.send(command)).toMatchObject({ Username: 'jane' })
  const recorded = cognito.requests.last()
  expect(recorded?.authorization).toBe(true)
  expect(JSON.stringify(recorded)).not.toContain('AWS4-HMAC')
})

test('a user or a pool that is not there is named by the error', async () => {
  const { sdk } = await start()
  expect(await refusal(sdk.send(new AdminGetUserCommand(joe)))).toBe(
    'UserNotFoundException: User does not exist.',
  )
  expect(
    await refusal(sdk.send(new AdminGetUserCommand({ ...joe, UserPoolId: 'eu-west-1_None00000' }))),
  ).toBe('ResourceNotFoundException: User pool eu-west-1_None00000 does not exist.')
})
