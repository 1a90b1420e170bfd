import 'server-only'
import { env } from '../env'

/** The user pool of the console's people. */
export type AdminProvider = {
  readonly issuer: string
  readonly region: string
  readonly clientId: string
  readonly clientSecret: string | null
  /** `password` only beside an emulator, which has no sign-in pages of its own. */
  readonly signIn: 'oidc' | 'password'
}

/** How people sign in to the console, or null where the environment names no pool: then there is no console. */
export function adminProvider(): AdminProvider | null {
  const {
    ADMIN_COGNITO_ISSUER: issuer,
    ADMIN_COGNITO_CLIENT_ID: clientId,
    ADMIN_COGNITO_CLIENT_SECRET: clientSecret,
    ADMIN_SIGN_IN: signIn,
  } = env()
  if (issuer === undefined || clientId === undefined) return null
  const region = new URL(issuer).hostname.split('.')[1] ?? ''
  return { issuer, region, clientId, clientSecret: clientSecret ?? null, signIn }
}
