import 'server-only'
import {
  CognitoIdentityProviderClient,
  type CognitoIdentityProviderClientConfig,
} from '@aws-sdk/client-cognito-identity-provider'
import { env } from '../platform/env'
import { administratorCredentials } from './administrator-credentials'

export type GivenCredentials = CognitoIdentityProviderClientConfig['credentials']

/**
 * A client for what only an administrator may read, separate from those of the two calls that people wait for. The
 * caller destroys it after use.
 *
 * @param given credentials instead of this deployment's
 */
export async function administratorClient(
  region: string,
  given?: GivenCredentials,
): Promise<CognitoIdentityProviderClient> {
  const { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint } = env()
  const credentials = given ?? (await administratorCredentials(region))
  return new CognitoIdentityProviderClient({
    region,
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials !== undefined && { credentials }),
    maxAttempts: 2,
  })
}
