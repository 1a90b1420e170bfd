import { ForgotPasswordCommand } from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, test } from 'vitest'
import { asJane, clientId, jane, poolId, refusal, start } from './harness'
import type { CustomMessageEvent, CustomMessageHook } from './index'

const forgot = (ClientMetadata?: Record<string, string>) =>
  new ForgotPasswordCommand({ ...asJane, ...(ClientMetadata && { ClientMetadata }) })

const answering = (response: Partial<CustomMessageEvent['response']>): CustomMessageHook => {
  return (event) => ({ ...event, response: { ...event.response, ...response } })
}

test('a CustomMessage function gets the event of the real trigger', async () => {
  const heard: CustomMessageEvent[] = []
  const customMessage: CustomMessageHook = (event) => {
    heard.push(structuredClone(event))
    return event
  }
  const { cognito, sdk } = await start({ pool: { customMessage } })
  await sdk.send(forgot({ locale: 'da' }))
  expect(heard).toEqual([
    {
      version: '1',
      region: 'eu-west-1',
      userPoolId: poolId,
      userName: 'jane',
      callerContext: { awsSdkVersion: expect.any(String), clientId },
      triggerSource: 'CustomMessage_ForgotPassword',
      request: {
        userAttributes: {
          sub: cognito.findUser(poolId, 'jane')?.sub,
          email: 'jane@example.com',
          email_verified: 'true',
          'cognito:user_status': 'CONFIRMED',
        },
        codeParameter: '{####}',
        linkParameter: '{##Click Here##}',
        usernameParameter: null,
        clientMetadata: { locale: 'da' },
      },
      response: { smsMessage: null, emailMessage: null, emailSubject: null },
    },
  ])
  expect(cognito.inbox.latest()?.text).toContain('Your password reset code is')
})

test('the code takes every place of the placeholder, in the subject too', async () => {
  const customMessage = answering({ emailSubject: 'Code {####}', emailMessage: '{####} and again {####}' })
  const { cognito, sdk } = await start({ pool: { customMessage } })
  await sdk.send(forgot())
  const mail = cognito.inbox.latest()
  expect(mail).toMatchObject({ subject: `Code ${mail?.code}`, body: `${mail?.code} and again ${mail?.code}` })
})

describe('a function’s answer is refused when', () => {
  test.each<[string, CustomMessageHook]>([
    ['it is nothing', () => undefined],
    ['it is a list', () => []],
    ['it has no response', () => ({})],
    ['its text is no text', () => ({ response: { emailMessage: 7 } })],
    ['it cannot be written as JSON', () => ({ response: 1n })],
    ['its text has no placeholder', answering({ emailMessage: 'no code here' })],
    [
      'a URL builder spoilt the placeholder',
      answering({ emailMessage: 'https://a.example/?c=%7B%23%23%23%23%7D' }),
    ],
    ['its text is too long', answering({ emailMessage: `{####}${'a'.repeat(20_000)}` })],
    ['its text has a zero-width joiner', answering({ emailMessage: '{####} 👩\u200d💻' })],
    ['its subject is empty', answering({ emailSubject: '' })],
  ])('%s, and no code is sent', async (_, customMessage) => {
    const { cognito, sdk } = await start({ pool: { customMessage } })
    expect(await refusal(sdk.send(forgot()))).toContain('InvalidLambdaResponseException')
    expect(cognito.inbox.all()).toEqual([])
    expect(cognito.findUser(poolId, 'jane')?.code).toBeNull()
  })

  test('the pool sends with Cognito’s own mailer', async () => {
    const customMessage = answering({ emailMessage: 'Your code {####}' })
    const { sdk } = await start({ pool: { customMessage, mail: { sendingAccount: 'COGNITO_DEFAULT' } } })
    expect(await refusal(sdk.send(forgot()))).toContain('InvalidLambdaResponseException')
  })
})

test('a text message longer than 140 letters is refused', async () => {
  const users = [{ ...jane, phone: '+15555550100' }]
  const recovery = ['verified_phone_number' as const]
  const customMessage = answering({ smsMessage: `{####}${'a'.repeat(140)}` })
  const { sdk } = await start({ pool: { users, recovery, customMessage } })
  expect(await refusal(sdk.send(forgot()))).toContain('smsMessage')
})

test('a function’s error reaches the caller in its own words', async () => {
  const customMessage = () => Promise.reject(new Error('no template'))
  const { sdk } = await start({ pool: { customMessage } })
  expect(await refusal(sdk.send(forgot()))).toBe(
    'UserLambdaValidationException: CustomMessage failed with error no template.',
  )
})

test('a function that does not answer is asked three times', async () => {
  let calls = 0
  const customMessage = () => {
    calls += 1
    return new Promise(() => {})
  }
  const { sdk } = await start({ pool: { customMessage }, lambdaTimeoutMs: 1 })
  expect(await refusal(sdk.send(forgot()))).toContain('UnexpectedLambdaException: CustomMessage')
  expect(calls).toBe(3)
})

test('of two mails asked for at once, the one that arrived last holds the valid code', async () => {
  const { cognito, sdk } = await start({ pool: { customMessage: async (event) => event } })
  await Promise.all([sdk.send(forgot()), sdk.send(forgot()), sdk.send(forgot())])
  expect(cognito.findUser(poolId, 'jane')?.code?.value).toBe(cognito.inbox.latest()?.code)
})
