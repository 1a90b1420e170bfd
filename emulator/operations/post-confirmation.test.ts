import { ConfirmForgotPasswordCommand } from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, test } from 'vitest'
import { asJane, clientId, newPassword, refusal, withCode } from '../harness'

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
