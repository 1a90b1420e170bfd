import type { Tenant } from './tenant'

type Place = Pick<Tenant, 'continueUrl' | 'loginInitiationUrl' | 'sendsLoginHint'> & {
  readonly cognito: Pick<Tenant['cognito'], 'region' | 'userPoolId'>
}

/**
 * Where people go on to sign in: the address at which the app begins a sign-in that another site leads to (OpenID Connect
 * Core 1.0, section 4), else the tenant's sign-in page; null without either. State, nonce and PKCE are the app's own
 * affair, so the portal never makes an authorization request itself.
 *
 * @param username whose sign-in it is, where that is known; only an app that wants it is told
 */
export function signInAddress(
  { continueUrl, loginInitiationUrl, sendsLoginHint, cognito }: Place,
  username: string | null = null,
): string | null {
  if (loginInitiationUrl === null) return continueUrl
  const url = new URL(loginInitiationUrl)
  url.searchParams.set('iss', `https://cognito-idp.${cognito.region}.amazonaws.com/${cognito.userPoolId}`)
  if (sendsLoginHint && username !== null) url.searchParams.set('login_hint', username)
  return url.href
}
