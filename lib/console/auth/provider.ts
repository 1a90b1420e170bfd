import 'server-only'
import { env } from '../../platform/env'

/** The user pool of the console's people. */
export type AdminProvider = {
  readonly issuer: string
  readonly region: string
  readonly userPoolId: string
  readonly clientId: string
  readonly clientSecret: string | null
  /** Where the pool describes its pages: beside the issuer, or at the emulator that stands in for AWS. */
  readonly discoveryUrl: string
  /** `password` only with an emulator, for the demo: one page less. */
  readonly signIn: 'oidc' | 'password'
}

/** How people sign in to the console; null, and no console, where the environment names no pool. */
export function adminProvider(): AdminProvider | null {
  const {
    ADMIN_COGNITO_ISSUER: issuer,
    ADMIN_COGNITO_CLIENT_ID: clientId,
    ADMIN_COGNITO_CLIENT_SECRET: clientSecret,
    ADMIN_SIGN_IN: signIn,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint,
  } = env()
  if (issuer === undefined || clientId === undefined) return null
  const { hostname, pathname } = new URL(issuer)
  const region = hostname.split('.')[1] ?? ''
  const discoveryUrl = new URL(`${pathname}/.well-known/openid-configuration`, endpoint ?? issuer).href
  return {
    issuer,
    region,
    userPoolId: pathname.slice(1),
    clientId,
    clientSecret: clientSecret ?? null,
    discoveryUrl,
    signIn,
  }
}
