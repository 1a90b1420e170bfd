import { encodeContextData } from '../../lib/cognito/encoded-data'
import { secretHash } from '../../lib/cognito/secret-hash'
import { env } from '../../lib/platform/env'
import { getTenant, withDeployment } from '../deployment'

type TenantCall = { input: Record<string, unknown>; region: string; endpoint: string | undefined }

const asRecord = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})

/**
 * An input completed with what a tenant of this deployment would send: client id, secret hash, fingerprint, analytics
 * endpoint and metadata. What was written on the command line is kept.
 */
export function asTenant(slug: string, input: Record<string, unknown>): Promise<TenantCall> {
  return withDeployment(async (services) => {
    const { tenant, secrets } = await getTenant(services, slug)
    const { clientId, userPoolId, region, analyticsEndpointId, clientMetadata } = tenant.cognito
    const username = typeof input.Username === 'string' ? input.Username : ''
    const [secret] = secrets
    const isOwnClient = (input.ClientId ?? clientId) === clientId
    const contextData = { UserAgent: 'rekey', DeviceFingerprint: 'rekey' }
    return {
      region,
      endpoint: env().AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER,
      input: {
        ClientId: clientId,
        ...(isOwnClient && secret !== undefined && { SecretHash: secretHash(username, clientId, secret) }),
        ...(analyticsEndpointId !== null && {
          AnalyticsMetadata: { AnalyticsEndpointId: analyticsEndpointId },
        }),
        ...input,
        UserContextData: {
          EncodedData: encodeContextData({ username, userPoolId, clientId, contextData, now: new Date() }),
          ...asRecord(input.UserContextData),
        },
        ClientMetadata: {
          locale: tenant.locales[0] ?? 'en',
          ...asRecord(input.ClientMetadata),
          ...clientMetadata,
          tenant: slug,
        },
      },
    }
  })
}
