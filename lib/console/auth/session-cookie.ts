import 'server-only'
import { cookies } from 'next/headers'
import { decode } from 'next-auth/jwt'
import { derivedSecret } from '../../crypto/keys'
import { env } from '../../platform/env'

const isSecure = () => env().REKEY_BASE_URL.startsWith('https:')

/** `__Host-`: for this very host, the whole of it, over https only (RFC 6265bis, §4.1.3.2). */
export const sessionCookieName = () => `${isSecure() ? '__Host-' : ''}rekey-admin`

export const sessionCookieOptions = () => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  path: '/',
  secure: isSecure(),
})

export const nextAuthSecret = () => env().NEXTAUTH_SECRET ?? derivedSecret('next-auth')

/** The session's token from next-auth's cookie; null for anything that this deployment did not write. */
export async function tokenOfCookie(): Promise<string | null> {
  const value = (await cookies()).get(sessionCookieName())?.value
  if (value === undefined) return null
  try {
    const payload = await decode({ token: value, secret: nextAuthSecret() })
    return typeof payload?.sid === 'string' ? payload.sid : null
  } catch {
    return null
  }
}

export async function dropSessionCookie(): Promise<void> {
  const jar = await cookies()
  jar.set(sessionCookieName(), '', { ...sessionCookieOptions(), maxAge: 0 })
}
