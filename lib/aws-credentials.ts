import 'server-only'
import { fromWebToken } from '@aws-sdk/credential-provider-web-identity'
import { headers } from 'next/headers'
import { env, runsOnVercel } from './env'

const VERCEL_TOKEN_HEADER = 'x-vercel-oidc-token'

type Provider = ReturnType<typeof fromWebToken>

/**
 * How this request proves itself to AWS, for what is not open to everybody: on Vercel the role AWS_ROLE_ARN, taken by
 * the token that the platform gives each request (https://vercel.com/docs/oidc/aws); elsewhere undefined, which is the
 * SDK's own chain. No key is ever configured in the portal. To be called while a request is answered.
 */
export async function awsCredentials(): Promise<Provider | undefined> {
  const { AWS_ROLE_ARN: roleArn } = env()
  if (roleArn === undefined || !runsOnVercel()) return undefined
  const webIdentityToken = (await headers()).get(VERCEL_TOKEN_HEADER)
  if (webIdentityToken === null) return undefined
  return fromWebToken({ roleArn, webIdentityToken, roleSessionName: 'rekey', durationSeconds: 900 })
}
