import {
  AdminConfirmSignUpCommand,
  ConfirmForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, test } from 'vitest'
import { asJane, clientId, newPassword, poolId, refusal, signedUp, withCode } from '../harness'

describe('a PostConfirmation function', () => {
  test('hears of the change with the caller’s metadata', async () => {
    const heard: unknown[] = []
    const { sdk, code } = await withCode({
      pool: {
        postConfirmation: (event) => {
          heard.push(event)
          return event
        },
      },
    })
    await sdk.send(
      new ConfirmForgotPasswordCommand({
        ...asJane,
        ConfirmationCode: code,
        Password: newPassword,
        ClientMetadata: { tenant: 'acme' },
      }),
    )
    expect(heard).toMatchObject([
      {
        triggerSource: 'PostConfirmation_ConfirmForgotPassword',
        userName: 'jane',
        callerContext: { clientId },
        request: {
          clientMetadata: { tenant: 'acme' },
          userAttributes: { email: 'jane@example.com', 'cognito:user_status': 'CONFIRMED' },
        },
      },
    ])
  })

  test('that fails is an error to the caller, although the password is changed', async () => {
    const { confirm, code, isPassword } = await withCode({
      pool: { postConfirmation: () => Promise.reject(new Error('no such table')) },
    })
    expect(await refusal(confirm(code))).toBe(
      'UserLambdaValidationException: PostConfirmation failed with error no such table.',
    )
    expect(isPassword(newPassword)).toBe(true)
  })
})

test('it hears of a sign-up too, and its failure undoes nothing', async () => {
  const heard: unknown[] = []
  const { confirm, code, statusOf } = await signedUp({
    pool: {
      postConfirmation: (event) => {
        heard.push(event)
        throw new Error('no such table')
      },
    },
  })
  expect(await refusal(confirm(code(), { ClientMetadata: { tenant: 'acme' } }))).toBe(
    'UserLambdaValidationException: PostConfirmation failed with error no such table.',
  )
  expect(statusOf()).toBe('CONFIRMED')
  expect(heard).toMatchObject([
    {
      triggerSource: 'PostConfirmation_ConfirmSignUp',
      userName: 'joe',
      callerContext: { clientId },
      request: {
        clientMetadata: { tenant: 'acme' },
        userAttributes: { email_verified: 'true', 'cognito:user_status': 'CONFIRMED' },
      },
    },
  ])
})

test('an administrator confirms without a code, which proves no address', async () => {
  const sources: string[] = []
  const { cognito, sdk, confirm, code, statusOf } = await signedUp({
    pool: {
      postConfirmation: (event) => {
        sources.push(`${event.triggerSource} ${event.callerContext.clientId}`)
        return event
      },
    },
  })
  await sdk.send(new AdminConfirmSignUpCommand({ UserPoolId: poolId, Username: 'joe' }))
  expect(statusOf()).toBe('CONFIRMED')
  expect(sources).toEqual(['PostConfirmation_ConfirmSignUp CLIENT_ID_NOT_APPLICABLE'])
  expect(cognito.findUser(poolId, 'joe')?.attributes.get('email_verified')).toBe('false')
  const again = 'NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED'
  expect(
    await refusal(sdk.send(new AdminConfirmSignUpCommand({ UserPoolId: poolId, Username: 'joe' }))),
  ).toBe(again)
  expect(await refusal(confirm(code()))).toBe(again)
})
