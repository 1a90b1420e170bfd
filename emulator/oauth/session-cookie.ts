const name = 'cognito'

/** For this machine over plain http, so neither `Secure` nor a prefix. An empty value takes the cookie back. */
export const sessionCookie = (value: string): string =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${value === '' ? '; Max-Age=0' : ''}`

export function readSessionCookie(header: string): string {
  return new RegExp(`(?:^|;\\s*)${name}=([\\w-]+)`).exec(header)?.[1] ?? ''
}
