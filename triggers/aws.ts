// The Lambda runtime has the SDK; what isn't switched on isn't loaded.
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
