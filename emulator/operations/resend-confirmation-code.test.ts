import { AdminDisableUserCommand } from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, test } from 'vitest'
import { hashFor, jane, poolId, refusal, secret, startSignUp } from '../harness'

const unconfirmed = {
  username: 'joe',
  email: 'joe@example.com',
  emailVerified: false,
  status: 'UNCONFIRMED' as const,
}
const pool = { users: [jane, unconfirmed] }
const confirmed = 'InvalidParameterException: User is already confirmed.'
const simulated = {
  DeliveryMedium: 'EMAIL',
  AttributeName: 'email',
  Destination: expect.stringMatching(/^[a-z]\*\*\*@[a-z]\*\*\*$/),
}

test('who signed up is sent a new code', async () => {
  const { cognito, resend, confirm, code, statusOf } = await startSignUp({ pool })
  expect((await resend()).CodeDeliveryDetails).toEqual({
    Destination: 'j***@e***',
    DeliveryMedium: 'EMAIL',
    AttributeName: 'email',
  })
  expect(cognito.inbox.latest()).toMatchObject({
    to: 'joe@example.com',
    body: `Your confirmation code is ${code()}`,
  })
  await confirm(code())
  expect(statusOf()).toBe('CONFIRMED')
})

test('a CustomMessage function writes the mail and is given the caller’s metadata', async () => {
  const heard: unknown[] = []
  const { resend } = await startSignUp({
    pool: {
      ...pool,
      customMessage: (event) => {
        heard.push(event)
        return event
      },
    },
  })
  await resend({ ClientMetadata: { tenant: 'acme' } })
  expect(heard).toMatchObject([
    { triggerSource: 'CustomMessage_ResendCode', request: { clientMetadata: { tenant: 'acme' } } },
  ])
})

test('a function that fails leaves the code before as it was', async () => {
  let failing = false
  const customMessage = (event: object) => (failing ? Promise.reject(new Error('no such file')) : event)
  const { cognito, resend, confirm, code, statusOf } = await startSignUp({ pool: { ...pool, customMessage } })
  await resend()
  failing = true
  expect(await refusal(resend())).toBe(
    'UserLambdaValidationException: CustomMessage failed with error no such file.',
  )
  expect(cognito.inbox.all()).toHaveLength(1)
  await confirm(code())
  expect(statusOf()).toBe('CONFIRMED')
})

test('a pool that verifies nothing can’t send any', async () => {
  const cannot = 'NotAuthorizedException: Cannot resend codes. Auto verification not turned on.'
  const none = await startSignUp({ pool: { ...pool, autoVerified: [] } })
  expect(await refusal(none.resend())).toBe(cannot)
  const phones = await startSignUp({ pool: { ...pool, autoVerified: ['phone_number'] } })
  expect(await refusal(phones.resend())).toBe(cannot)
})

test('a client with a secret needs its hash', async () => {
  const { cognito, resend } = await startSignUp({ pool, client: { secrets: [secret] } })
  expect(await refusal(resend({ SecretHash: undefined }))).toContain('SECRET_HASH was not received')
  expect(await refusal(resend({ SecretHash: hashFor('jane') }))).toContain('Unable to verify secret hash')
  expect(cognito.inbox.all()).toEqual([])
  await resend()
})

describe('a client that tells who exists (LEGACY)', () => {
  test('answers as the service does, and sends nothing', async () => {
    const { cognito, sdk, resend } = await startSignUp({ pool })
    expect(await refusal(resend({ Username: 'jane' }))).toBe(confirmed)
    expect(await refusal(resend({ Username: 'someone' }))).toBe(
      'UserNotFoundException: Username/client id combination not found.',
    )
    await sdk.send(new AdminDisableUserCommand({ UserPoolId: poolId, Username: 'joe' }))
    expect(await refusal(resend())).toBe('NotAuthorizedException: User is disabled.')
    expect(cognito.inbox.all()).toEqual([])
  })
})

describe('a client that hides who exists (ENABLED)', () => {
  const client = { preventUserExistenceErrors: 'ENABLED' as const }

  test.each([
    ['an unknown user', 'someone', {}],
    ['a confirmed user', 'jane', {}],
    ['a disabled user', 'joe', { enabled: false }],
  ])(
    'answers for %s with a made-up delivery and with InvalidParameter in turns',
    async (_, Username, change) => {
      const users = [jane, { ...unconfirmed, ...change }]
      const { cognito, resend } = await startSignUp({ client, pool: { users } })
      expect((await resend({ Username })).CodeDeliveryDetails).toMatchObject(simulated)
      expect(await refusal(resend({ Username }))).toBe(confirmed)
      expect((await resend({ Username })).CodeDeliveryDetails).toMatchObject(simulated)
      expect(cognito.inbox.all()).toEqual([])
    },
  )
})

test.each(['joe', 'someone'])(
  '%s is sent five in an hour, and tries to confirm cost none',
  async (Username) => {
    const client = { preventUserExistenceErrors: 'ENABLED', simulatedAnswers: 'always-delivered' } as const
    const { cognito, resend, confirm } = await startSignUp({ client, pool })
    for (let mail = 0; mail < 5; mail++) {
      await resend({ Username })
      await refusal(confirm('wrong', { Username }))
    }
    expect(await refusal(resend({ Username }))).toBe(
      'LimitExceededException: Attempt limit exceeded, please try after some time.',
    )
    cognito.resetBudgets()
    for (let mail = 0; mail < 5; mail++) await resend({ Username })
    expect(await refusal(resend({ Username }))).toContain('LimitExceededException')
    cognito.clock.advance(3600)
    await resend({ Username })
  },
)
