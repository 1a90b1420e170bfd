import { InitiateAuthCommand, RespondToAuthChallengeCommand } from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from 'vitest'
import { clientId, hashFor, jane, oldPassword, refusal, type Setting, secret, start } from '../harness'
import type { CustomMessageEvent } from '../index'

const mismatch = 'CodeMismatchException: Invalid code or auth state for the user.'
const over = 'NotAuthorizedException: Invalid session for the user, session is expired.'
const phone = '+4512345678'

/** Jane, who signs in with a second step. */
async function withFactor(secondFactor: 'email' | 'phone_number', setting: Setting = {}) {
  const events: CustomMessageEvent[] = []
  const { cognito, sdk } = await start({
    ...setting,
    pool: {
      users: [{ ...jane, phone, secondFactor }],
      customMessage: (event) => {
        events.push(event)
        return event
      },
      ...setting.pool,
    },
  })
  const hash = setting.client?.secrets ? { SECRET_HASH: hashFor('jane') } : {}
  const signIn = (PASSWORD = oldPassword) =>
    sdk.send(
      new InitiateAuthCommand({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: clientId,
        AuthParameters: { USERNAME: 'jane', PASSWORD, ...hash },
        ClientMetadata: { tenant: 'acme' },
      }),
    )
  const ChallengeName = secondFactor === 'email' ? 'EMAIL_OTP' : 'SMS_MFA'
  const respond = (Session: string | undefined, code: string, more: Record<string, string> = hash) =>
    sdk.send(
      new RespondToAuthChallengeCommand({
        ClientId: clientId,
        ChallengeName,
        Session,
        ChallengeResponses: { USERNAME: 'jane', [`${ChallengeName}_CODE`]: code, ...more },
      }),
    )
  return { cognito, sdk, events, signIn, respond, code: () => cognito.inbox.latest()?.code ?? '' }
}

test('a second step by mail sends a code, which signs in once', async () => {
  const { signIn, respond, code, cognito } = await withFactor('email')
  const asked = await signIn()
  expect(asked).toMatchObject({
    ChallengeName: 'EMAIL_OTP',
    ChallengeParameters: {
      CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL',
      CODE_DELIVERY_DESTINATION: 'j***@e***',
    },
  })
  expect(asked.AuthenticationResult).toBeUndefined()
  expect(cognito.inbox.latest()).toMatchObject({ medium: 'EMAIL', to: 'jane@example.com' })
  expect((await respond(asked.Session, code())).AuthenticationResult?.AccessToken).toBeTruthy()
  expect(await refusal(respond(asked.Session, code()))).toBe(over)
})

test('a second step by text message goes to the number', async () => {
  const { signIn, respond, code, cognito } = await withFactor('phone_number')
  const { Session, ChallengeName } = await signIn()
  expect(ChallengeName).toBe('SMS_MFA')
  expect(cognito.inbox.latest()).toMatchObject({ medium: 'SMS', to: phone })
  expect((await respond(Session, code())).AuthenticationResult).toBeTruthy()
})

test('the function hears of it under its own source, and nothing of the client’s metadata', async () => {
  const { signIn, events } = await withFactor('email')
  await signIn()
  expect(events).toHaveLength(1)
  expect(events[0]).toMatchObject({
    triggerSource: 'CustomMessage_Authentication',
    callerContext: { clientId },
    request: { codeParameter: '{####}', usernameParameter: null },
  })
  expect(events[0]?.request).not.toHaveProperty('clientMetadata')
})

test('a wrong password sends nothing', async () => {
  const { signIn, cognito } = await withFactor('email')
  expect(await refusal(signIn('Wrong-Horse-1'))).toMatch(/^NotAuthorizedException/)
  expect(cognito.inbox.latest()).toBeFalsy()
})

test('a wrong code, another sign-in’s and one that is three minutes old open nothing', async () => {
  const { signIn, respond, code, cognito } = await withFactor('email')
  const first = await signIn()
  const firstCode = code()
  expect(await refusal(respond(first.Session, firstCode === '000000' ? '000001' : '000000'))).toBe(mismatch)
  const second = await signIn()
  expect(await refusal(respond(first.Session, firstCode))).toBe(over)
  cognito.clock.advance(181)
  expect(await refusal(respond(second.Session, code()))).toBe(over)
})

test('a client with a secret has to prove it at the second step too', async () => {
  const { signIn, respond, code } = await withFactor('email', { client: { secrets: [secret] } })
  const { Session } = await signIn()
  expect(await refusal(respond(Session, code(), {}))).toMatch(/SECRET_HASH was not received/)
  expect((await respond(Session, code())).AuthenticationResult).toBeTruthy()
})

test('an address that is not proved is no second factor', async () => {
  const users = [{ ...jane, emailVerified: false, secondFactor: 'email' as const }]
  const { signIn } = await withFactor('email', { pool: { users } })
  expect((await signIn()).AuthenticationResult).toBeTruthy()
})
