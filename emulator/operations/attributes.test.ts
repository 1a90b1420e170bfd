import {
  AdminUpdateUserAttributesCommand,
  GetUserAttributeVerificationCodeCommand,
  InitiateAuthCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, test } from 'vitest'
import { clientId, jane, oldPassword, poolId, refusal, type Setting, start } from '../harness'

const email = (Value: string) => ({ Name: 'email', Value })
const mismatch = 'CodeMismatchException: Invalid verification code provided, please try again.'
const expired = 'ExpiredCodeException: Invalid code provided, please request a code again.'
const spent = 'LimitExceededException: Attempt limit exceeded, please try after some time.'

/** Jane is signed in, at a pool that proves e-mail addresses. */
async function signedIn(setting: Setting = {}) {
  const sources: string[] = []
  const { cognito, sdk } = await start({
    ...setting,
    pool: {
      autoVerified: ['email'],
      customMessage: (event) => {
        const { clientMetadata } = event.request
        sources.push([event.triggerSource, event.callerContext.clientId, clientMetadata?.tenant].join(' '))
        return event
      },
      ...setting.pool,
    },
  })
  const AuthParameters = { USERNAME: 'jane', PASSWORD: oldPassword }
  const { AuthenticationResult } = await sdk.send(
    new InitiateAuthCommand({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: clientId, AuthParameters }),
  )
  const AccessToken = AuthenticationResult?.AccessToken
  const ClientMetadata = { tenant: 'acme' }
  const update = (...UserAttributes: { Name: string; Value: string }[]) =>
    sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes, ClientMetadata }))
  const ask = (AttributeName = 'email') =>
    sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName, ClientMetadata }))
  const verify = (Code: string, AttributeName = 'email') =>
    sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName, Code }))
  const updateAsAdmin = (...UserAttributes: { Name: string; Value: string }[]) =>
    sdk.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId: poolId,
        Username: 'jane',
        UserAttributes,
        ClientMetadata,
      }),
    )
  const code = () => cognito.inbox.latest()?.code ?? ''
  const verified = () => cognito.findUser(poolId, 'jane')?.attributes.get('email_verified')
  return { cognito, sources, update, updateAsAdmin, ask, verify, code, verified }
}

test('a changed address counts as unproved and is sent a code that proves it', async () => {
  const { cognito, sources, update, verify, code, verified } = await signedIn()
  const { CodeDeliveryDetailsList } = await update(email('new@example.com'), { Name: 'name', Value: 'Jane' })
  expect(CodeDeliveryDetailsList).toEqual([
    { Destination: 'n***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
  ])
  expect(cognito.inbox.latest()).toMatchObject({
    to: 'new@example.com',
    body: `Your confirmation code is ${code()}`,
  })
  expect(sources).toEqual([`CustomMessage_UpdateUserAttribute ${clientId} acme`])
  expect(verified()).toBe('false')
  await verify(code())
  expect(verified()).toBe('true')
  expect(await refusal(verify(code()))).toBe(expired)
})

test('what is no new address, or is of a kind that the pool does not prove, is sent nothing', async () => {
  const { cognito, update } = await signedIn()
  const phone = { Name: 'phone_number', Value: '+15555550100' }
  expect((await update(email(jane.email), phone)).CodeDeliveryDetailsList).toEqual([])
  expect(cognito.inbox.all()).toEqual([])
})

test('a user can’t say that an address is proved', async () => {
  const { update, verified } = await signedIn({ pool: { users: [{ ...jane, emailVerified: false }] } })
  expect(await refusal(update({ Name: 'email_verified', Value: 'true' }))).toBe(
    'NotAuthorizedException: A client attempted to write unauthorized attribute',
  )
  expect(verified()).toBe('false')
})

test('an address that an administrator changes is sent a code, unless the same call says that it is proved', async () => {
  const { cognito, sources, updateAsAdmin, verify, code, verified } = await signedIn()
  await updateAsAdmin(email('one@example.com'))
  expect(sources).toEqual(['CustomMessage_UpdateUserAttribute CLIENT_ID_NOT_APPLICABLE acme'])
  await verify(code())
  expect(verified()).toBe('true')
  await updateAsAdmin(email('two@example.com'), { Name: 'email_verified', Value: 'true' })
  expect(verified()).toBe('true')
  expect(cognito.inbox.all({ to: 'two@example.com' })).toEqual([])
})

describe('a code for an address', () => {
  test('can be asked for', async () => {
    const users = [{ ...jane, emailVerified: false }]
    const { sources, ask, verify, code, verified } = await signedIn({ pool: { users } })
    expect((await ask()).CodeDeliveryDetails?.Destination).toBe('j***@e***')
    expect(sources).toEqual([`CustomMessage_VerifyUserAttribute ${clientId} acme`])
    await verify(code())
    expect(verified()).toBe('true')
  })

  test('works for 24 hours', async () => {
    const { cognito, updateAsAdmin, ask, verify, code } = await signedIn()
    await updateAsAdmin({ Name: 'email_verified', Value: 'false' })
    await ask()
    // The access token lives for an hour only, so the code is made older instead of the clock.
    const sent = cognito.findUser(poolId, 'jane')?.attributeCodes.get('email')
    if (sent) sent.issuedAt -= (24 * 3600 + 1) * 1000
    expect(await refusal(verify(code()))).toBe(expired)
    if (sent) sent.issuedAt += 1000
    await verify(code())
  })

  test('is dead once the address is another', async () => {
    const { cognito, ask, update, verify, code, verified } = await signedIn({ pool: { autoVerified: [] } })
    await ask()
    await update(email('new@example.com'))
    expect(await refusal(verify(code()))).toBe(expired)
    expect(verified()).toBe('false')
    expect(cognito.inbox.all()).toHaveLength(1)
  })

  test('is refused where the address is somebody else’s alias, and takes nothing from them', async () => {
    const users = [jane, { username: 'ann', email: 'ann@example.com' }]
    const { cognito, update, verify, code } = await signedIn({ pool: { users, aliasAttributes: ['email'] } })
    await update(email('ann@example.com'))
    expect(await refusal(verify(code()))).toBe(
      'AliasExistsException: An account with the email already exists.',
    )
    expect(cognito.findUser(poolId, 'ann@example.com')?.username).toBe('ann')
  })

  test('can be asked for five times in an hour, and tried fifteen times', async () => {
    const { ask, verify, code } = await signedIn()
    for (let mail = 0; mail < 5; mail++) await ask()
    expect(await refusal(ask())).toBe(spent)
    for (let attempt = 0; attempt < 15; attempt++) expect(await refusal(verify('wrong'))).toBe(mismatch)
    expect(await refusal(verify(code()))).toBe(spent)
  })

  test('is only for an address that the user has', async () => {
    const { ask } = await signedIn()
    expect(await refusal(ask('phone_number'))).toContain('InvalidParameterException')
    expect(await refusal(ask('name'))).toContain('InvalidParameterException')
  })
})
