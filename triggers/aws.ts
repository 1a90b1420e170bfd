// The Lambda runtime has the SDK; parts that are switched off aren't loaded.
export const loadCognito = () => import('@aws-sdk/client-cognito-identity-provider')

/** Ends all sessions of a user. */
export async function signOutEverywhere(
  where: { region: string; userPoolId: string; username: string },
  signal: AbortSignal,
): Promise<void> {
  const { AdminUserGlobalSignOutCommand, CognitoIdentityProviderClient } = await loadCognito()
  const client = new CognitoIdentityProviderClient({ region: where.region, maxAttempts: 1 })
  const command = new AdminUserGlobalSignOutCommand({
    UserPoolId: where.userPoolId,
    Username: where.username,
  })
  await client.send(command, { abortSignal: signal })
}

const MINUTES = { days: 1_440, hours: 60, minutes: 1, seconds: 1 / 60 } as const

/**
 * How long an app client's tokens live: an ended session can go on with them for up to that long. The default is one
 * hour (DescribeUserPoolClient, API reference).
 *
 * @returns minutes, rounded up
 */
export async function tokenMinutes(
  where: { region: string; userPoolId: string; clientId: string },
  signal: AbortSignal,
): Promise<number> {
  const { CognitoIdentityProviderClient, DescribeUserPoolClientCommand } = await loadCognito()
  const client = new CognitoIdentityProviderClient({ region: where.region, maxAttempts: 1 })
  const command = new DescribeUserPoolClientCommand({
    UserPoolId: where.userPoolId,
    ClientId: where.clientId,
  })
  const { UserPoolClient } = await client.send(command, { abortSignal: signal })
  const { AccessTokenValidity, IdTokenValidity, TokenValidityUnits: units } = UserPoolClient ?? {}
  const lives = [
    (AccessTokenValidity ?? 1) * MINUTES[(AccessTokenValidity && units?.AccessToken) || 'hours'],
    (IdTokenValidity ?? 1) * MINUTES[(IdTokenValidity && units?.IdToken) || 'hours'],
  ]
  return Math.ceil(Math.max(...lives))
}
