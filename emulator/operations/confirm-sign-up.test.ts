import {
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, test } from 'vitest'
import {
  clientId,
  hashFor,
  jane,
  newPassword,
  oldPassword,
  poolId,
  refusal,
  secret,
  signedUp,
  startSignUp,
} from '../harness'

const expired = 'ExpiredCodeException: Invalid code provided, please request a code again.'
const mismatch = 'CodeMismatchException: Invalid verification code provided, please try again.'
const spent = 'LimitExceededException: Attempt limit exceeded, please try after some time.'
const joe = { UserPoolId: poolId, Username: 'joe' }

/** A code of six digits that is not this one. */
const otherThan = (code: string) => (code === '000000' ? '000001' : '000000')

test('the code confirms the user, proves the address, and opens sign-in', async () => {
  const { sdk, confirm, code } = await signedUp()
  expect(Object.keys(await confirm(code()))).toEqual(['$metadata'])
  const user = await sdk.send(new AdminGetUserCommand(joe))
  expect(user.UserStatus).toBe('CONFIRMED')
  expect(user.UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'true' })
  const AuthParameters = { USERNAME: 'joe', PASSWORD: oldPassword }
  const signIn = new InitiateAuthCommand({
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: clientId,
    AuthParameters,
  })
  expect((await sdk.send(signIn)).AuthenticationResult?.AccessToken).toBeDefined()
})

test('the sub is a name, too, and an address where the pool signs in with addresses', async () => {
  const { cognito, confirm, code, statusOf } = await signedUp()
  await confirm(code(), { Username: cognito.findUser(poolId, 'joe')?.sub })
  expect(statusOf()).toBe('CONFIRMED')
  const byAddress = await startSignUp({ pool: { usernameAttributes: ['email'] } })
  const Username = 'new@example.com'
  const { UserSub } = await byAddress.signUp({ Username, UserAttributes: [] })
  await byAddress.confirm(byAddress.code(UserSub), { Username })
  expect(byAddress.statusOf(Username)).toBe('CONFIRMED')
})

test('a client that may use USER_AUTH is given a session', async () => {
  const { confirm, code } = await signedUp({ client: { authFlows: ['ALLOW_USER_AUTH'] } })
  expect((await confirm(code())).Session).toMatch(/^.{20,2048}$/)
})

describe('a code', () => {
  test('works once, and whoever is confirmed is told so before any code is looked at', async () => {
    const { confirm, code } = await signedUp()
    const confirmed = 'NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED'
    await confirm(code())
    expect(await refusal(confirm(code()))).toBe(confirmed)
    expect(await refusal(confirm(otherThan(code())))).toBe(confirmed)
  })

  test('works for 24 hours', async () => {
    const { cognito, confirm, code } = await signedUp()
    cognito.clock.advance(24 * 3600 + 1)
    expect(await refusal(confirm(code()))).toBe(expired)
    cognito.clock.advance(-1)
    await confirm(code())
  })

  test('is dead once a newer one was sent', async () => {
    const { confirm, resend, code, statusOf } = await signedUp()
    const first = code()
    await resend()
    while (code() === first) await resend()
    expect(await refusal(confirm(first))).toBe(mismatch)
    expect(statusOf()).toBe('UNCONFIRMED')
    await confirm(code())
  })

  test('that was never sent is told like one that is too old', async () => {
    const { confirm, statusOf } = await startSignUp({
      pool: { users: [{ username: 'joe', status: 'UNCONFIRMED' }] },
    })
    expect(await refusal(confirm('123456'))).toBe(expired)
    expect(statusOf()).toBe('UNCONFIRMED')
  })

  test('is text: its leading zeros count', async () => {
    const { cognito, confirm } = await signedUp()
    const code = cognito.findUser(poolId, 'joe')?.signUpCode
    if (code) code.value = '001234'
    expect(await refusal(confirm('1234'))).toBe(mismatch)
    await confirm('001234')
  })

  test('is nobody else’s', async () => {
    const { signUp, confirm, code, statusOf } = await signedUp()
    await signUp({ Username: 'ann', UserAttributes: [] })
    expect(await refusal(confirm(code(), { Username: 'ann' }))).toBe(expired)
    expect(statusOf('ann')).toBe('UNCONFIRMED')
  })

  test('is spent by one of two requests that bring it at once', async () => {
    const { confirm, code } = await signedUp()
    const both = await Promise.allSettled([confirm(code()), confirm(code())])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('sets no password, and one for a password confirms no sign-up', async () => {
    const { cognito, sdk, signUp, confirm, code, statusOf } = await signedUp()
    const set = { ClientId: clientId, Username: 'joe', ConfirmationCode: code(), Password: newPassword }
    expect(await refusal(sdk.send(new ConfirmForgotPasswordCommand(set)))).toBe(
      'UserNotConfirmedException: User is not confirmed.',
    )
    await confirm(code())
    expect(await refusal(sdk.send(new ConfirmForgotPasswordCommand(set)))).toBe(expired)
    expect(cognito.passwordIs(poolId, 'joe', oldPassword)).toBe(true)
    await sdk.send(new ForgotPasswordCommand({ ClientId: clientId, Username: 'jane' }))
    await signUp({ Username: 'ann', UserAttributes: [] })
    expect(await refusal(confirm(code('jane'), { Username: 'ann' }))).toBe(expired)
    expect(statusOf('ann')).toBe('UNCONFIRMED')
  })

  test('proves no address that took the place of the one it went to', async () => {
    const { cognito, sdk, confirm, code, statusOf } = await signedUp()
    const sent = code()
    const UserAttributes = [{ Name: 'email', Value: 'other@example.com' }]
    await sdk.send(new AdminUpdateUserAttributesCommand({ ...joe, UserAttributes }))
    await confirm(sent)
    expect(statusOf()).toBe('CONFIRMED')
    expect(cognito.findUser(poolId, 'joe')?.attributes.get('email_verified')).toBe('false')
  })
})

describe('an address that is somebody else’s alias', () => {
  const signUpWithJanes = async () => {
    const started = await startSignUp({ pool: { aliasAttributes: ['email'] } })
    await started.signUp({ UserAttributes: [{ Name: 'email', Value: jane.email }] })
    return started
  }

  test('is refused only to who has the code, which stays good', async () => {
    const { confirm, code, statusOf } = await signUpWithJanes()
    expect(await refusal(confirm(otherThan(code())))).toBe(mismatch)
    const taken = 'AliasExistsException: An account with the email already exists.'
    expect(await refusal(confirm(code()))).toBe(taken)
    expect(await refusal(confirm(code(), { ForceAliasCreation: false }))).toBe(taken)
    expect(statusOf()).toBe('UNCONFIRMED')
  })

  test('is taken from its owner where the caller forces it', async () => {
    const { cognito, confirm, code } = await signUpWithJanes()
    await confirm(code(), { ForceAliasCreation: true })
    expect(cognito.findUser(poolId, jane.email)?.username).toBe('joe')
    expect(cognito.findUser(poolId, 'jane')?.attributes.get('email_verified')).toBe('false')
  })

  test('is no matter where addresses are no aliases', async () => {
    const { signUp, confirm, code, statusOf } = await startSignUp()
    await signUp({ UserAttributes: [{ Name: 'email', Value: jane.email }] })
    await confirm(code())
    expect(statusOf()).toBe('CONFIRMED')
  })
})

describe('who can’t be confirmed', () => {
  test('an unknown name is told to a client that tells who exists, and is a wrong code to one that hides it', async () => {
    const telling = await startSignUp()
    expect(await refusal(telling.confirm('123456'))).toBe(
      'UserNotFoundException: Username/client id combination not found.',
    )
    const hiding = await startSignUp({ client: { preventUserExistenceErrors: 'ENABLED' } })
    for (let attempt = 0; attempt < 15; attempt++)
      expect(await refusal(hiding.confirm('123456'))).toBe(mismatch)
    expect(await refusal(hiding.confirm('123456'))).toBe(spent)
  })

  test.each(['LEGACY', 'ENABLED'] as const)(
    'a disabled user is told so (%s)',
    async (preventUserExistenceErrors) => {
      const { sdk, confirm, code } = await signedUp({ client: { preventUserExistenceErrors } })
      await sdk.send(new AdminDisableUserCommand(joe))
      expect(await refusal(confirm(code()))).toBe('NotAuthorizedException: User is disabled.')
    },
  )

  test('a user with a temporary password', async () => {
    const users = [{ username: 'joe', status: 'FORCE_CHANGE_PASSWORD' as const }]
    const { confirm } = await startSignUp({ pool: { users } })
    expect(await refusal(confirm('123456'))).toBe(
      'NotAuthorizedException: User cannot be confirmed. Current status is FORCE_CHANGE_PASSWORD',
    )
  })

  test('a client that can’t prove to be the one it says', async () => {
    const { confirm, code, statusOf } = await signedUp({ client: { secrets: [secret] } })
    expect(await refusal(confirm(code(), { SecretHash: undefined }))).toContain(
      'SECRET_HASH was not received',
    )
    expect(await refusal(confirm(code(), { SecretHash: hashFor('jane') }))).toContain(
      'Unable to verify secret hash',
    )
    expect(statusOf()).toBe('UNCONFIRMED')
    await confirm(code())
  })
})

test('a user has fifteen tries in an hour under all names, the right code included', async () => {
  const { cognito, confirm, code } = await signedUp()
  const wrong = otherThan(code())
  const Username = cognito.findUser(poolId, 'joe')?.sub
  for (let attempt = 0; attempt < 15; attempt++)
    expect(await refusal(confirm(wrong, attempt % 2 === 0 ? {} : { Username }))).toBe(mismatch)
  expect(await refusal(confirm(code()))).toBe(spent)
  cognito.clock.advance(3600)
  await confirm(code())
})

test('a request without a code is refused by its form', async () => {
  const { confirm, statusOf } = await signedUp()
  expect(await refusal(confirm(''))).toContain(
    "InvalidParameterException: 2 validation errors detected: Value ''",
  )
  expect(await refusal(confirm('1', { Session: 'short' }))).toContain(
    "at 'session' failed to satisfy constraint",
  )
  expect(statusOf()).toBe('UNCONFIRMED')
})
