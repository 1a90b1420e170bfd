import { AdminCreateUserCommand, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, test } from 'vitest'
import { clientId, poolId, refusal, start } from '../harness'

const joe = { UserPoolId: poolId, Username: 'joe' }
const email = (Value: string) => ({ Name: 'email', Value })

test('a new user has a temporary password, an invitation, and must change it', async () => {
  const { cognito, sdk } = await start()
  const { User } = await sdk.send(
    new AdminCreateUserCommand({ ...joe, UserAttributes: [email('joe@example.com')] }),
  )
  expect(User).toMatchObject({ Username: 'joe', UserStatus: 'FORCE_CHANGE_PASSWORD', Enabled: true })
  expect(User?.UserCreateDate?.toISOString()).toBe('2026-11-24T10:31:00.000Z')
  const invitation = cognito.inbox.latest({ to: 'joe@example.com' })
  expect(invitation?.text).toBe(`Your username is joe and temporary password is ${invitation?.code}`)
  const auth = { AuthFlow: 'USER_PASSWORD_AUTH', ClientId: clientId } as const
  const AuthParameters = { USERNAME: 'joe', PASSWORD: invitation?.code ?? '' }
  expect(await sdk.send(new InitiateAuthCommand({ ...auth, AuthParameters }))).toMatchObject({
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
  })
  expect(await refusal(sdk.send(new AdminCreateUserCommand(joe)))).toBe(
    'UsernameExistsException: User account already exists',
  )
})

test('an invitation can be suppressed, and sent again', async () => {
  const { cognito, sdk } = await start()
  const user = { ...joe, UserAttributes: [email('joe@example.com')] }
  await sdk.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }))
  expect(cognito.inbox.all()).toEqual([])
  await sdk.send(new AdminCreateUserCommand({ ...joe, MessageAction: 'RESEND' }))
  expect(cognito.inbox.all()).toHaveLength(1)
  const again = new AdminCreateUserCommand({ UserPoolId: poolId, Username: 'jane', MessageAction: 'RESEND' })
  expect(await refusal(sdk.send(again))).toContain('UnsupportedUserStateException')
})

describe('a CustomMessage function', () => {
  const invited = { ...joe, UserAttributes: [email('joe@example.com')] }
  const writing = (emailMessage: string) => ({
    customMessage: (event: object) => ({ ...event, response: { emailMessage, emailSubject: 'Welcome' } }),
  })

  test('writes the invitation with both placeholders, and is given the caller’s metadata', async () => {
    const heard: unknown[] = []
    const { cognito, sdk } = await start({
      pool: {
        customMessage: (event) => {
          heard.push(event)
          const { usernameParameter, codeParameter } = event.request
          const emailMessage = `Hello ${usernameParameter}: ${codeParameter}. ${usernameParameter}!`
          return { ...event, response: { ...event.response, emailMessage, emailSubject: 'Welcome' } }
        },
      },
    })
    await sdk.send(new AdminCreateUserCommand({ ...invited, ClientMetadata: { tenant: 'acme' } }))
    expect(heard).toMatchObject([
      {
        triggerSource: 'CustomMessage_AdminCreateUser',
        userName: 'joe',
        callerContext: { clientId: 'CLIENT_ID_NOT_APPLICABLE' },
        request: {
          usernameParameter: '{username}',
          codeParameter: '{####}',
          clientMetadata: { tenant: 'acme' },
          userAttributes: { 'cognito:user_status': 'FORCE_CHANGE_PASSWORD' },
        },
      },
    ])
    const mail = cognito.inbox.latest()
    expect(mail).toMatchObject({ subject: 'Welcome', body: `Hello joe: ${mail?.code}. joe!` })
    expect(cognito.passwordIs(poolId, 'joe', mail?.code ?? '')).toBe(true)
  })

  test('that writes nothing leaves the pool’s own invitation', async () => {
    const { cognito, sdk } = await start({ pool: { customMessage: (event) => event } })
    await sdk.send(new AdminCreateUserCommand(invited))
    const mail = cognito.inbox.latest()
    expect(mail).toMatchObject({
      subject: 'Your temporary password',
      body: `Your username is joe and temporary password is ${mail?.code}`,
    })
  })

  test.each(['Your password is {####}', 'Your name is {username}'])(
    'that leaves a placeholder out is refused (%s), and the user is there',
    async (message) => {
      const { cognito, sdk } = await start({ pool: writing(message) })
      expect(await refusal(sdk.send(new AdminCreateUserCommand(invited)))).toContain(
        'InvalidLambdaResponseException',
      )
      expect(cognito.inbox.all()).toEqual([])
      expect(cognito.findUser(poolId, 'joe')?.status).toBe('FORCE_CHANGE_PASSWORD')
    },
  )
})
