import 'server-only'
import { env, runsOnVercel } from '../platform/env'

export type Credentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/**
 * Credentials for what needs IAM. A Vercel function has none of its own: its OIDC token is exchanged at STS for those of
 * AWS_ROLE_ARN, anew for each use (https://vercel.com/docs/oidc/aws). Loaded only there.
 *
 * @param region whose STS is asked
 * @returns undefined where the SDK's default chain is right
 */
export async function administratorCredentials(
  region: string,
): Promise<(() => Promise<Credentials>) | undefined> {
  const { AWS_ROLE_ARN: roleArn } = env()
  if (!runsOnVercel() || roleArn === undefined) return undefined
  const { awsCredentialsProvider } = await import('@vercel/oidc-aws-credentials-provider')
  return awsCredentialsProvider({ roleArn, roleSessionName: 'rekey', clientConfig: { region } })
}
