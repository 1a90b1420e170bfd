import {
  AdminForgetDeviceCommand,
  AdminListDevicesCommand,
  AdminListUserSessionsCommand,
  AdminRevokeUserSessionCommand,
  AdminUserGlobalSignOutCommand,
  GetUserPoolSessionConfigurationCommand,
  InitiateAuthCommand,
  ListUserPoolClientsCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from 'vitest'
import { asJane, clientId, jane, oldPassword, poolId, post, refusal, start } from '../harness'

const user = { UserPoolId: poolId, Username: 'jane' }
const phone = { device: 'Safari 19 / iOS 26', address: '198.51.100.23', city: 'Aarhus', country: 'Denmark' }

async function tracked() {
  const sessions = [
    { type: 'SSO' as const, device: 'Chrome 125 / macOS 15.0' },
    { through: 0, activeMinutesAgo: 2, device: 'Chrome 125 / macOS 15.0' },
    { ...phone, startedMinutesAgo: 3000, activeMinutesAgo: 90 },
  ]
  const started = await start({ pool: { tracksSessions: true, users: [{ ...jane, sessions }] } })
  const list = async () =>
    (await started.sdk.send(new AdminListUserSessionsCommand(user))).Sessions?.map((session) => session) ?? []
  const revoke = (SessionId: string | undefined, RevokeAssociatedSessions?: 'NONE' | 'LINKED') =>
    started.sdk.send(new AdminRevokeUserSessionCommand({ ...user, SessionId, RevokeAssociatedSessions }))
  const signIn = async () =>
    (
      await started.sdk.send(
        new InitiateAuthCommand({
          AuthFlow: 'USER_PASSWORD_AUTH',
          ClientId: clientId,
          AuthParameters: { USERNAME: 'jane', PASSWORD: oldPassword },
        }),
      )
    ).AuthenticationResult
  const renew = (REFRESH_TOKEN = '') =>
    started.sdk.send(
      new InitiateAuthCommand({
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        ClientId: clientId,
        AuthParameters: { REFRESH_TOKEN },
      }),
    )
  return { ...started, list, revoke, signIn, renew }
}

test('sessions are listed with device, place and time, and one that just began is among them', async () => {
  const { list, signIn } = await tracked()
  const [browser, app, other] = await list()
  expect(browser).toMatchObject({ SessionType: 'SSO', ClientId: clientId, IsCurrentSession: false })
  expect(browser?.SessionId).toMatch(/^sso[a-z0-9]{25}$/)
  expect(app).toMatchObject({ SessionType: 'TOKEN', OriginSessionId: browser?.SessionId })
  expect(other).toMatchObject({
    DeviceType: 'Safari 19 / iOS 26',
    LastIPAddress: '198.51.100.23',
    LastLocation: { City: 'Aarhus', Country: 'Denmark' },
    LastActiveDate: new Date('2026-11-24T09:01:00Z'),
  })
  await signIn()
  expect((await list()).at(-1)).toMatchObject({ SessionType: 'TOKEN', DeviceType: 'unknown' })
})

test('a revoked session is gone with its tokens; those linked with it only where that is asked for', async () => {
  const { list, revoke, signIn, renew } = await tracked()
  const tokens = await signIn()
  const [browser, app, , mine] = await list()
  await revoke(mine?.SessionId)
  expect(await refusal(renew(tokens?.RefreshToken))).toContain('Refresh Token has been revoked')
  expect(await list()).toHaveLength(3)
  await revoke(app?.SessionId, 'NONE')
  expect((await list()).map(({ SessionType }) => SessionType)).toEqual(['SSO', 'TOKEN'])
  expect(await refusal(revoke(app?.SessionId))).toBe('ResourceNotFoundException: Session not found.')
  await revoke(browser?.SessionId)
  expect(await list()).toHaveLength(1)
})

test.each([0, 1])('the browser goes with its apps and an app with its browser: %s', async (index) => {
  const { list, revoke } = await tracked()
  await revoke((await list())[index]?.SessionId, 'LINKED')
  expect((await list()).map(({ DeviceType }) => DeviceType)).toEqual(['Safari 19 / iOS 26'])
})

test('signing out everywhere ends the apps and leaves the browser', async () => {
  const { sdk, list } = await tracked()
  await sdk.send(new AdminUserGlobalSignOutCommand(user))
  expect((await list()).map(({ SessionType }) => SessionType)).toEqual(['SSO'])
})

test('a pool that tracks no sessions says so, and lists none', async () => {
  const { sdk } = await start()
  const list = sdk.send(new AdminListUserSessionsCommand(user))
  expect(await refusal(list)).toContain('OperationNotEnabledException')
  const look = new GetUserPoolSessionConfigurationCommand({ UserPoolId: poolId })
  expect(await sdk.send(look)).toMatchObject({
    UserSessionTracking: 'DISABLED',
    TokenSession: { MaxPerUser: 20 },
  })
})

test('the id of a session has its form, and the user has to be its own', async () => {
  const { sdk, cognito, list, revoke } = await tracked()
  expect(await refusal(revoke('tkn1'))).toContain('InvalidParameterException')
  expect(await refusal(revoke(`xxx${'a'.repeat(25)}`))).toContain('InvalidParameterException')
  cognito.addUser(poolId, { username: 'joe' })
  const [one] = await list()
  const foreign = { UserPoolId: poolId, Username: 'joe', SessionId: one?.SessionId }
  expect(await refusal(sdk.send(new AdminRevokeUserSessionCommand(foreign)))).toContain('Session not found.')
})

test('remembered devices are listed in pages and forgotten one by one', async () => {
  const devices = [{ name: 'Phone', address: '198.51.100.23' }, { name: 'Laptop' }]
  const { sdk } = await start({ pool: { users: [{ ...jane, devices }] } })
  const page = (PaginationToken?: string) =>
    sdk.send(new AdminListDevicesCommand({ ...user, Limit: 1, PaginationToken }))
  const first = await page()
  const second = await page(first.PaginationToken)
  expect(second.PaginationToken).toBeUndefined()
  const [phone, laptop] = [...(first.Devices ?? []), ...(second.Devices ?? [])]
  expect(phone?.DeviceKey).toMatch(/^eu-west-1_[0-9a-f-]{36}$/)
  expect(laptop?.DeviceAttributes).toContainEqual({ Name: 'device_name', Value: 'Laptop' })
  const forget = () => sdk.send(new AdminForgetDeviceCommand({ ...user, DeviceKey: phone?.DeviceKey }))
  await forget()
  expect((await page()).Devices).toEqual([laptop])
  expect(await refusal(forget())).toBe('ResourceNotFoundException: Device does not exist.')
})

test('app clients are listed in pages, without what only a look at one shows', async () => {
  const { sdk } = await start({ pool: { clients: [{ id: 'second' }] } })
  const page = (NextToken?: string) =>
    sdk.send(new ListUserPoolClientsCommand({ UserPoolId: poolId, MaxResults: 1, NextToken }))
  const first = await page()
  expect(first.UserPoolClients).toEqual([{ ClientId: clientId, UserPoolId: poolId, ClientName: 'app' }])
  expect((await page(first.NextToken)).UserPoolClients).toMatchObject([{ ClientId: 'second' }])
  expect(await refusal(page('7'))).toContain('InvalidParameterException')
})

test('none of them does anything without a signature', async () => {
  const { cognito } = await start()
  for (const operation of [
    'AdminListUserSessions',
    'AdminRevokeUserSession',
    'AdminListDevices',
    'AdminForgetDevice',
    'GetUserPoolSessionConfiguration',
    'ListUserPoolClients',
  ]) {
    const answer = await post(cognito, operation, JSON.stringify({ ...user, ...asJane }))
    expect(answer.text).toContain('MissingAuthenticationTokenException')
  }
})
