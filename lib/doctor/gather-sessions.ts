import 'server-only'
import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  GetUserPoolSessionConfigurationCommand,
  ListUserPoolClientsCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { MOST_CLIENTS, refreshLifeMinutes, tokenLifeMinutes } from '../cognito/token-life'
import type { Tenant } from '../tenants/tenant'
import { type Finding, found, type SessionTracking, type TokenLives } from './facts'

/** Makes one look as an administrator, by the name of the action that IAM has to allow; never rejects. */
export type Look = <T>(
  action: string,
  work: (sdk: CognitoIdentityProviderClient, options: { abortSignal: AbortSignal }) => Promise<T | undefined>,
) => Promise<Finding<T>>

/** What the service has where nobody said otherwise (GetUserPoolSessionConfiguration, API reference). */
const SESSIONS_BY_DEFAULT = 20

async function livesOf(UserPoolId: string, look: Look): Promise<Finding<TokenLives | 'more'>> {
  const listed = await look('ListUserPoolClients', async (sdk, options) => {
    const command = new ListUserPoolClientsCommand({ UserPoolId, MaxResults: MOST_CLIENTS })
    const { UserPoolClients = [], NextToken } = await sdk.send(command, options)
    if (NextToken !== undefined) return 'more'
    return UserPoolClients.length === 0 ? undefined : UserPoolClients
  })
  if (!listed.known) return listed
  const { value: clients } = listed
  if (clients === 'more') return found(clients)
  return look('DescribeUserPoolClient', async (sdk, options) => {
    const described = await Promise.all(
      clients.map(async ({ ClientId }) => {
        const command = new DescribeUserPoolClientCommand({ UserPoolId, ClientId })
        return (await sdk.send(command, options)).UserPoolClient ?? {}
      }),
    )
    return {
      tokenMinutes: Math.max(...described.map(tokenLifeMinutes)),
      refreshMinutes: Math.max(...described.map(refreshLifeMinutes)),
    }
  })
}

/** What ending sessions after a reset depends on, where the tenant wants them ended; else null, and nothing is asked. */
export function readSessions(
  { userPoolId: UserPoolId, signOut }: Pick<Tenant, 'signOut'> & { userPoolId: string },
  look: Look,
): {
  sessionTracking: Promise<Finding<SessionTracking> | null>
  tokenLives: Promise<Finding<TokenLives | 'more'> | null>
} {
  if (signOut !== 'ask' && signOut !== 'always')
    return { sessionTracking: Promise.resolve(null), tokenLives: Promise.resolve(null) }
  return {
    sessionTracking: look('GetUserPoolSessionConfiguration', async (sdk, options) => {
      const answer = await sdk.send(new GetUserPoolSessionConfigurationCommand({ UserPoolId }), options)
      return {
        isOn: answer.UserSessionTracking === 'ENABLED',
        mostPerUser: answer.TokenSession?.MaxPerUser ?? SESSIONS_BY_DEFAULT,
      }
    }),
    tokenLives: livesOf(UserPoolId, look),
  }
}
