import { AdminGetUserCommand, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider'
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
  startSignUp,
} from '../harness'

const email = (Value: string) => ({ Name: 'email', Value })
const phone = (Value: string) => ({ Name: 'phone_number', Value })

test('a sign-up makes an unconfirmed user and mails a code of six digits', async () => {
  const { cognito, sdk, signUp, code } = await startSignUp()
  const answer = await signUp({ UserAttributes: [email('joe@example.com'), { Name: 'name', Value: 'Joe' }] })
  expect(answer).toMatchObject({
    UserConfirmed: false,
    UserSub: cognito.findUser(poolId, 'joe')?.sub,
    CodeDeliveryDetails: { Destination: 'j***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
  })
  expect(answer.Session).toBeUndefined()
  expect(code()).toMatch(/^\d{6}$/)
  expect(cognito.inbox.latest()).toMatchObject({
    to: 'joe@example.com',
    subject: 'Your verification code',
    body: `Your confirmation code is ${code()}`,
  })
  const user = await sdk.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: 'joe' }))
  expect(user.UserStatus).toBe('UNCONFIRMED')
  expect(user.UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'false' })
  expect(user.UserAttributes).toContainEqual({ Name: 'name', Value: 'Joe' })
})

test.each([oldPassword, newPassword])(
  'nobody signs in before the sign-up is confirmed (%s)',
  async (PASSWORD) => {
    const { sdk, signUp } = await startSignUp()
    await signUp()
    const AuthParameters = { USERNAME: 'joe', PASSWORD }
    const signIn = new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: clientId,
      AuthParameters,
    })
    expect(await refusal(sdk.send(signIn))).toBe('UserNotConfirmedException: User is not confirmed.')
  },
)

test('a pool that verifies nothing makes the user and sends nothing', async () => {
  const { cognito, signUp, statusOf } = await startSignUp({ pool: { autoVerified: [] } })
  expect((await signUp()).CodeDeliveryDetails).toBeUndefined()
  expect(statusOf()).toBe('UNCONFIRMED')
  expect(cognito.inbox.all()).toEqual([])
})

test('a code goes to the phone where both are verified and both are given', async () => {
  const { cognito, signUp } = await startSignUp({ pool: { autoVerified: ['email', 'phone_number'] } })
  const UserAttributes = [email('joe@example.com'), phone('+15555550100')]
  expect((await signUp({ UserAttributes })).CodeDeliveryDetails).toEqual({
    Destination: '+*******0100',
    DeliveryMedium: 'SMS',
    AttributeName: 'phone_number',
  })
  expect(cognito.inbox.all()).toHaveLength(1)
})

test('a client that may use USER_AUTH is given a session', async () => {
  const { signUp } = await startSignUp({ client: { authFlows: ['ALLOW_USER_AUTH'] } })
  expect((await signUp()).Session).toMatch(/^.{20,2048}$/)
})

describe('a name', () => {
  test('is taken once, whatever state its owner is in', async () => {
    const { signUp } = await startSignUp()
    const taken = 'UsernameExistsException: User already exists'
    expect(await refusal(signUp({ Username: jane.username }))).toBe(taken)
    await signUp()
    expect(await refusal(signUp())).toBe(taken)
  })

  test('is taken once also by two at the same time', async () => {
    const { cognito, signUp } = await startSignUp({ pool: { customMessage: async (event) => event } })
    const both = await Promise.allSettled([signUp(), signUp()])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(cognito.inbox.all()).toHaveLength(1)
  })

  test('that is an address tells of the account in a pool that signs in with addresses', async () => {
    const users = [{ username: 'jane@example.com' }]
    const { signUp, cognito } = await startSignUp({ pool: { usernameAttributes: ['email'], users } })
    expect(await refusal(signUp({ Username: 'jane@example.com' }))).toBe(
      'UsernameExistsException: An account with the given email already exists.',
    )
    expect(await refusal(signUp())).toBe('InvalidParameterException: Username should be an email.')
    const { UserSub } = await signUp({ Username: 'new@example.com', UserAttributes: [] })
    expect(cognito.inbox.latest()).toMatchObject({ to: 'new@example.com', username: UserSub })
  })

  test('must not look like an alias', async () => {
    const { signUp } = await startSignUp({ pool: { aliasAttributes: ['email', 'phone_number'] } })
    const refused = (what: string) =>
      `InvalidParameterException: Username cannot be of ${what} format, since user pool is configured for ${what} alias.`
    expect(await refusal(signUp({ Username: 'joe@example.com' }))).toBe(refused('email'))
    expect(await refusal(signUp({ Username: '+15555550100' }))).toBe(refused('phone number'))
  })

  test('says nothing of an address that is somebody else’s alias', async () => {
    const { signUp, code } = await startSignUp({ pool: { aliasAttributes: ['email'] } })
    const answer = await signUp({ UserAttributes: [email(jane.email)] })
    expect(answer.CodeDeliveryDetails?.Destination).toBe('j***@e***')
    expect(code()).not.toBe('')
  })
})

test.each([
  [
    'a short password',
    { Password: 'short' },
    'InvalidPasswordException: Password did not conform with policy: Password not long enough',
  ],
  [
    'no password',
    { Password: undefined },
    "InvalidParameterException: 1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
  ],
  [
    'an address that is none',
    { UserAttributes: [email('joe')] },
    'InvalidParameterException: Invalid email address format.',
  ],
  [
    'a number that is none',
    { UserAttributes: [phone('12')] },
    'InvalidParameterException: Invalid phone number format.',
  ],
  [
    'a claim to have proved the address',
    { UserAttributes: [{ Name: 'email_verified', Value: 'true' }] },
    'NotAuthorizedException: A client attempted to write unauthorized attribute',
  ],
  [
    'an unknown client',
    { ClientId: 'nosuchclient' },
    'ResourceNotFoundException: User pool client nosuchclient does not exist.',
  ],
])('%s is refused, and nobody is made', async (_, input, message) => {
  const { cognito, signUp, statusOf } = await startSignUp()
  expect(await refusal(signUp(input))).toBe(message)
  expect(statusOf()).toBeUndefined()
  expect(cognito.inbox.all()).toEqual([])
})

test('a client with a secret needs its hash, over the name in the same request', async () => {
  const { signUp, statusOf } = await startSignUp({ client: { secrets: [secret] } })
  expect(await refusal(signUp({ SecretHash: undefined }))).toContain('SECRET_HASH was not received')
  expect(await refusal(signUp({ SecretHash: hashFor('jane') }))).toContain('Unable to verify secret hash')
  await signUp()
  expect(statusOf()).toBe('UNCONFIRMED')
})

test('a pool can leave sign-up to its administrators', async () => {
  const { signUp } = await startSignUp({ pool: { selfSignUp: false } })
  expect(await refusal(signUp())).toBe('NotAuthorizedException: SignUp is not permitted for this user pool')
})

describe('a CustomMessage function', () => {
  test('writes the mail and is given the caller’s metadata', async () => {
    const heard: unknown[] = []
    const { cognito, signUp, code } = await startSignUp({
      pool: {
        customMessage: (event) => {
          heard.push(event)
          return { ...event, response: { ...event.response, emailMessage: `Welcome: {####}` } }
        },
      },
    })
    await signUp({ ClientMetadata: { tenant: 'acme' } })
    expect(heard).toMatchObject([
      {
        triggerSource: 'CustomMessage_SignUp',
        userName: 'joe',
        callerContext: { clientId },
        request: {
          codeParameter: '{####}',
          clientMetadata: { tenant: 'acme' },
          userAttributes: {
            email: 'joe@example.com',
            email_verified: 'false',
            'cognito:user_status': 'UNCONFIRMED',
          },
        },
      },
    ])
    expect(cognito.inbox.latest()?.body).toBe(`Welcome: ${code()}`)
  })

  test('that fails is an error to the caller and leaves an unconfirmed user without a code', async () => {
    const { cognito, signUp, confirm, statusOf } = await startSignUp({
      pool: { customMessage: () => Promise.reject(new Error('no such file')) },
    })
    expect(await refusal(signUp())).toBe(
      'UserLambdaValidationException: CustomMessage failed with error no such file.',
    )
    expect(statusOf()).toBe('UNCONFIRMED')
    expect(cognito.inbox.all()).toEqual([])
    expect(await refusal(confirm('123456'))).toContain('ExpiredCodeException')
  })
})
