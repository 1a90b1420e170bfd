import { MOST_CLIENTS, tokenLifeMinutes } from '../lib/cognito/token-life'
import type { SeenSession } from './ended-sessions'

// The Lambda runtime has the SDK; parts that are switched off aren't loaded.
export const loadCognito = () => import('@aws-sdk/client-cognito-identity-provider')
export const loadLambda = () => import('@aws-sdk/client-lambda')

export type PoolUser = { readonly region: string; readonly userPoolId: string; readonly username: string }

async function cognitoOf(region: string) {
  const sdk = await loadCognito()
  return { sdk, client: new sdk.CognitoIdentityProviderClient({ region, maxAttempts: 1 }) }
}

const inputOf = ({ userPoolId, username }: PoolUser) => ({ UserPoolId: userPoolId, Username: username })

/** Ends all sessions of a user. */
export async function signOutEverywhere(user: PoolUser, signal: AbortSignal): Promise<void> {
  const { sdk, client } = await cognitoOf(user.region)
  await client.send(new sdk.AdminUserGlobalSignOutCommand(inputOf(user)), { abortSignal: signal })
}

/** A user's sessions, where the pool tracks them: all are in one page (AdminListUserSessions, API reference). */
export async function listSessions(user: PoolUser, signal: AbortSignal): Promise<SeenSession[]> {
  const { sdk, client } = await cognitoOf(user.region)
  const command = new sdk.AdminListUserSessionsCommand(inputOf(user))
  const { Sessions = [] } = await client.send(command, { abortSignal: signal })
  return Sessions.flatMap(
    ({ SessionId, SessionType, DeviceType, LastIPAddress, LastActiveDate, LastLocation }) =>
      SessionId === undefined
        ? []
        : {
            id: SessionId,
            isBrowser: SessionType === 'SSO',
            device: DeviceType ?? '',
            address: LastIPAddress ?? '',
            city: LastLocation?.City ?? '',
            country: LastLocation?.Country ?? '',
            lastUsed: LastActiveDate?.toISOString() ?? null,
          },
  )
}

/** Ends one session and those that are linked with it. One that isn't there any more has ended. */
export async function revokeSession(user: PoolUser, id: string, signal: AbortSignal): Promise<void> {
  const { sdk, client } = await cognitoOf(user.region)
  const command = new sdk.AdminRevokeUserSessionCommand({
    ...inputOf(user),
    SessionId: id,
    RevokeAssociatedSessions: 'LINKED',
  })
  try {
    await client.send(command, { abortSignal: signal })
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceNotFoundException')) throw error
  }
}

/** The keys of the devices that a user need give no second factor on, at most sixty. */
export async function rememberedDevices(user: PoolUser, signal: AbortSignal): Promise<string[]> {
  const { sdk, client } = await cognitoOf(user.region)
  const command = new sdk.AdminListDevicesCommand({ ...inputOf(user), Limit: 60 })
  const { Devices = [] } = await client.send(command, { abortSignal: signal })
  return Devices.flatMap(({ DeviceKey }) => DeviceKey ?? [])
}

export async function forgetDevice(user: PoolUser, key: string, signal: AbortSignal): Promise<void> {
  const { sdk, client } = await cognitoOf(user.region)
  const command = new sdk.AdminForgetDeviceCommand({ ...inputOf(user), DeviceKey: key })
  await client.send(command, { abortSignal: signal })
}

/**
 * The longest life of the tokens of any app client of a pool: people sign in with other clients than the portal's.
 *
 * @returns minutes; null where the pool has too many clients
 */
export async function longestTokenMinutes(
  { region, userPoolId }: Omit<PoolUser, 'username'>,
  signal: AbortSignal,
): Promise<number | null> {
  const { sdk, client } = await cognitoOf(region)
  const options = { abortSignal: signal }
  const list = new sdk.ListUserPoolClientsCommand({ UserPoolId: userPoolId, MaxResults: MOST_CLIENTS })
  const { UserPoolClients = [], NextToken } = await client.send(list, options)
  if (NextToken !== undefined || UserPoolClients.length === 0) return null
  const lives = await Promise.all(
    UserPoolClients.map(async ({ ClientId }) => {
      const look = new sdk.DescribeUserPoolClientCommand({ UserPoolId: userPoolId, ClientId })
      const { UserPoolClient } = await client.send(look, options)
      return tokenLifeMinutes(UserPoolClient ?? {})
    }),
  )
  return Math.max(...lives)
}

/** Starts a function and doesn't wait for it. */
export async function startFunction(
  { region, name }: { region: string; name: string },
  event: unknown,
  signal: AbortSignal,
): Promise<void> {
  const { InvokeCommand, LambdaClient } = await loadLambda()
  const client = new LambdaClient({ region, maxAttempts: 1 })
  const command = new InvokeCommand({
    FunctionName: name,
    InvocationType: 'Event',
    Payload: JSON.stringify(event),
  })
  await client.send(command, { abortSignal: signal })
}
