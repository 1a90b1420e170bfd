import {
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, test } from 'vitest'
import { asJane, jane, newPassword, poolId, refusal, start } from '../harness'

const forgot = (input: Partial<ConstructorParameters<typeof ForgotPasswordCommand>[0]> = {}) =>
  new ForgotPasswordCommand({ ...asJane, ...input })

test('a code of six digits goes to the verified address, and the answer masks it', async () => {
  const { cognito, sdk } = await start()
  const answer = await sdk.send(forgot())
  expect(answer.CodeDeliveryDetails).toEqual({
    Destination: 'j***@e***',
    DeliveryMedium: 'EMAIL',
    AttributeName: 'email',
  })
  const mail = cognito.inbox.latest({ to: 'jane@example.com' })
  expect(mail).toMatchObject({
    pool: poolId,
    from: 'no-reply@verificationemail.com',
    subject: 'Your verification code',
    body: `Your password reset code is ${mail?.code}`,
    at: '2026-11-24T10:31:00.000Z',
  })
  expect(mail?.code).toMatch(/^\d{6}$/)
})

test('a pool without verified e-mail recovers by text message', async () => {
  const users = [{ ...jane, emailVerified: false, phone: '+15555550100' }]
  const { cognito, sdk } = await start({ pool: { users, mail: { sms: '{####} is your code. {####}' } } })
  expect((await sdk.send(forgot())).CodeDeliveryDetails).toEqual({
    Destination: '+*******0100',
    DeliveryMedium: 'SMS',
    AttributeName: 'phone_number',
  })
  const sms = cognito.inbox.latest()
  expect(sms).toMatchObject({
    medium: 'SMS',
    to: '+15555550100',
    body: `${sms?.code} is your code. ${sms?.code}`,
  })
})

test('an unknown client id is a missing resource', async () => {
  const { sdk } = await start()
  expect(await refusal(sdk.send(forgot({ ClientId: 'nosuchclient' })))).toBe(
    'ResourceNotFoundException: User pool client nosuchclient does not exist.',
  )
})

describe('a client that tells who exists (LEGACY)', () => {
  test.each([
    [
      'an unknown user',
      { username: 'someone' },
      'UserNotFoundException: Username/client id combination not found.',
    ],
    ['a disabled user', { enabled: false }, 'NotAuthorizedException: User is disabled.'],
    [
      'a user with a temporary password',
      { status: 'FORCE_CHANGE_PASSWORD' as const },
      'NotAuthorizedException: User password cannot be reset in the current state.',
    ],
    [
      'a federated user',
      { status: 'EXTERNAL_PROVIDER' as const },
      'NotAuthorizedException: User password cannot be reset in the current state.',
    ],
    [
      'an unverified address',
      { emailVerified: false },
      'InvalidParameterException: Cannot reset password for the user as there is no registered/verified email or phone_number',
    ],
    [
      'an unconfirmed user',
      { status: 'UNCONFIRMED' as const },
      'InvalidParameterException: Cannot reset password for the user as there is no registered/verified email or phone_number',
    ],
  ])('answers for %s as the service does, and sends nothing', async (_, change, message) => {
    const { cognito, sdk } = await start({ pool: { users: [{ ...jane, ...change }] } })
    expect(await refusal(sdk.send(forgot()))).toBe(message)
    expect(cognito.inbox.all()).toEqual([])
  })
})

describe('a client that hides who exists (ENABLED)', () => {
  const client = { preventUserExistenceErrors: 'ENABLED' as const }

  test.each([
    ['an unknown user', { username: 'someone' }],
    ['a disabled user', { enabled: false }],
    ['an unverified address', { emailVerified: false }],
  ])('answers for %s with a made-up delivery and with InvalidParameter in turns', async (_, change) => {
    const { cognito, sdk } = await start({ client, pool: { users: [{ ...jane, ...change }] } })
    const { CodeDeliveryDetails: first } = await sdk.send(forgot())
    expect(first).toMatchObject({
      DeliveryMedium: 'EMAIL',
      Destination: expect.stringMatching(/^[a-z]\*\*\*@[a-z]\*\*\*$/),
    })
    expect(await refusal(sdk.send(forgot()))).toContain('no registered/verified email')
    const { CodeDeliveryDetails: third } = await sdk.send(forgot())
    expect(third).toEqual(first)
    expect(cognito.inbox.all()).toEqual([])
  })

  test('dresses the made-up delivery by what the name looks like', async () => {
    const { sdk } = await start({ client })
    const details = async (Username: string) => (await sdk.send(forgot({ Username }))).CodeDeliveryDetails
    expect(await details('ghost@nowhere.example')).toEqual({
      Destination: 'g***@n***',
      DeliveryMedium: 'EMAIL',
      AttributeName: 'email',
    })
    expect(await details('+4512345678')).toEqual({
      Destination: '+******5678',
      DeliveryMedium: 'SMS',
      AttributeName: 'phone_number',
    })
  })

  test('can be told to make up a delivery every time', async () => {
    const { sdk } = await start({ client: { ...client, simulatedAnswers: 'always-delivered' } })
    for (let call = 0; call < 3; call++) await sdk.send(forgot({ Username: 'nobody' }))
  })

  test('gives a name that nobody has a budget of its own', async () => {
    const { sdk } = await start({
      client: { ...client, simulatedAnswers: 'always-delivered' },
      budgetPerHour: 1,
    })
    await sdk.send(forgot({ Username: 'nobody' }))
    expect(await refusal(sdk.send(forgot({ Username: 'nobody' })))).toContain('LimitExceededException')
  })

  test('still leaks the state of a user with a temporary password', async () => {
    const { sdk } = await start({ client, pool: { users: [{ ...jane, status: 'FORCE_CHANGE_PASSWORD' }] } })
    expect(await refusal(sdk.send(forgot()))).toContain('current state')
  })
})

test('a pool that leaves recovery to its administrators says so', async () => {
  const { sdk } = await start({ pool: { recovery: ['admin_only'] } })
  expect(await refusal(sdk.send(forgot()))).toBe(
    'NotAuthorizedException: Contact administrator to reset password.',
  )
})

describe('limits', () => {
  test('asking and confirming draw on one budget per user and hour', async () => {
    const { cognito, sdk } = await start({ budgetPerHour: 3 })
    await sdk.send(forgot())
    await sdk.send(forgot())
    const guess = new ConfirmForgotPasswordCommand({
      ...asJane,
      ConfirmationCode: 'wrong',
      Password: newPassword,
    })
    expect(await refusal(sdk.send(guess))).toContain('CodeMismatchException')
    const spent = 'LimitExceededException: Attempt limit exceeded, please try after some time.'
    expect(await refusal(sdk.send(guess))).toBe(spent)
    expect(await refusal(sdk.send(forgot()))).toBe(spent)
    cognito.clock.advance(3600)
    await sdk.send(forgot())
  })

  test('a user has one budget under all names, and it is nobody else’s', async () => {
    const users = [jane, { username: 'joe', email: 'joe@example.com' }]
    const { sdk } = await start({ budgetPerHour: 1, pool: { users, aliasAttributes: ['email'] } })
    await sdk.send(forgot())
    expect(await refusal(sdk.send(forgot({ Username: 'jane@example.com' })))).toContain('LimitExceeded')
    await sdk.send(forgot({ Username: 'joe' }))
  })

  test('the quota per second is shared by all users', async () => {
    const { cognito, sdk } = await start({ rps: 1 })
    await sdk.send(forgot())
    expect(await refusal(sdk.send(forgot({ Username: 'joe' })))).toBe(
      'TooManyRequestsException: Rate exceeded',
    )
    cognito.clock.advance(1)
    await sdk.send(forgot())
  })
})

describe('names', () => {
  test('a case-sensitive pool tells Jane from jane, and one that is not does not', async () => {
    const strict = await start()
    expect(await refusal(strict.sdk.send(forgot({ Username: 'Jane' })))).toContain('UserNotFound')
    const lax = await start({ pool: { caseSensitive: false } })
    await lax.sdk.send(forgot({ Username: 'JANE' }))
    expect(lax.cognito.inbox.latest()?.to).toBe('jane@example.com')
  })

  test('the sub is always a name; an address only where the pool says so, and once verified', async () => {
    const { cognito, sdk } = await start()
    await sdk.send(forgot({ Username: cognito.findUser(poolId, 'jane')?.sub }))
    expect(await refusal(sdk.send(forgot({ Username: 'jane@example.com' })))).toContain('UserNotFound')
    const aliased = await start({
      pool: { aliasAttributes: ['email'], users: [{ ...jane, emailVerified: false }] },
    })
    expect(await refusal(aliased.sdk.send(forgot({ Username: 'jane@example.com' })))).toContain(
      'UserNotFound',
    )
  })

  test('in a pool that signs in by e-mail the username is the sub', async () => {
    const users = [{ username: 'jane@example.com', password: 'Old-Horse-1' }]
    const { cognito, sdk } = await start({ pool: { usernameAttributes: ['email'], users } })
    await sdk.send(forgot({ Username: 'jane@example.com' }))
    const user = cognito.findUser(poolId, 'jane@example.com')
    expect(user?.username).toBe(user?.sub)
    expect(cognito.inbox.latest()).toMatchObject({ to: 'jane@example.com', username: user?.sub })
  })
})
