import 'server-only'
import { headers } from 'next/headers'
import type { AuthOptions } from 'next-auth'
import CognitoProvider from 'next-auth/providers/cognito'
import CredentialsProvider from 'next-auth/providers/credentials'
import type { Audit } from '../../audit/record'
import { IdClaims, IdentityRefused, type SignedIn, signInWithPassword } from '../../cognito/console-identity'
import { CLIENT_ADDRESS_HEADER } from '../../http/internal-headers'
import { normaliseUsername } from '../../input/username-key'
import { addressKey } from '../../limits/address-key'
import type { Counters, Reservation } from '../../limits/decision'
import { log } from '../../platform/log'
import { type AdminProvider, adminProvider } from './provider'
import { hasRole } from './roles'
import { nextAuthSecret, sessionCookieName, sessionCookieOptions, tokenOfCookie } from './session-cookie'
import { type Sessions, WHOLE_SECONDS } from './sessions'

/** What signing in needs of the process. */
type Services = { readonly audit: Audit; readonly limits: Counters; readonly sessions: Sessions }

const nameOf = ({ name, email, 'cognito:username': username }: IdClaims) => email ?? name ?? username

/** Opens a session of our own for somebody who signed in, and ends this browser's previous one. */
async function openFor({ audit, sessions }: Services, { claims, refreshToken }: SignedIn): Promise<string> {
  const earlier = await tokenOfCookie()
  if (earlier !== null) await sessions.end(earlier)
  const given = await headers()
  const address = given.get(CLIENT_ADDRESS_HEADER)
  const token = await sessions.open({
    subject: claims.sub,
    name: nameOf(claims),
    groups: claims['cognito:groups'],
    username: claims['cognito:username'],
    refreshToken,
    authenticatedAt: new Date(claims.auth_time * 1000),
    address,
    userAgent: given.get('user-agent'),
  })
  await audit.record({ event: 'admin.signed_in', tenantId: null, address, details: { by: claims.sub } })
  return token
}

/** Passwords are tried at most ten times in a quarter of an hour, per account and per address. */
async function checkPassword(
  { audit, limits }: Services,
  provider: AdminProvider,
  username: string,
  password: string,
): Promise<SignedIn | null> {
  const address = (await headers()).get(CLIENT_ADDRESS_HEADER)
  const counters = [
    ['adminSignInPerAccount', normaliseUsername(username)],
    ['adminSignInPerAddress', addressKey(address)],
  ] as const
  const tickets: Reservation[] = []
  for (const [name, key] of counters) {
    const take = await limits.take(name, key)
    if (!take.taken) throw new Error('TooManyTries')
    tickets.push(take.reservation)
  }
  try {
    const signedIn = await signInWithPassword(provider, username, password)
    await Promise.all(tickets.map((reservation) => limits.refund(reservation)))
    return signedIn
  } catch (error) {
    if (!(error instanceof IdentityRefused)) throw new Error('Unavailable')
    await audit.record({ event: 'admin.sign_in_refused', tenantId: null, address })
    return null
  }
}

const credentials = (services: Services, provider: AdminProvider) =>
  CredentialsProvider({
    id: 'password',
    name: 'Password',
    credentials: { username: {}, password: {} },
    authorize: async (given) => {
      const { username, password } = given ?? {}
      if (typeof username !== 'string' || typeof password !== 'string') return null
      if (username.length > 128 || password.length > 256 || username === '' || password === '') return null
      const signedIn = await checkPassword(services, provider, username.trim(), password)
      return signedIn && { id: signedIn.claims.sub, signedIn }
    },
  })

const cognito = ({ issuer, clientId, clientSecret, discoveryUrl }: AdminProvider) =>
  CognitoProvider({
    clientId,
    clientSecret: clientSecret ?? '',
    issuer,
    wellKnown: discoveryUrl,
    // Always asks for the password: after a sign-out nobody gets in from this browser without it, and a sign-in for a
    // dangerous change is a fresh one.
    authorization: { params: { scope: 'openid email profile', prompt: 'login' } },
    checks: ['pkce', 'state', 'nonce'],
    ...(clientSecret === null && { client: { token_endpoint_auth_method: 'none' as const } }),
    profile: (claims) => ({ id: claims.sub }),
  })

/**
 * next-auth's settings: it speaks OpenID Connect and seals a cookie that holds only the token of a session of ours.
 * Null where the environment names no pool.
 */
export function authOptions(services: Services): AuthOptions | null {
  const provider = adminProvider()
  if (provider === null) return null
  return {
    secret: nextAuthSecret(),
    providers: [provider.signIn === 'password' ? credentials(services, provider) : cognito(provider)],
    session: { strategy: 'jwt', maxAge: WHOLE_SECONDS },
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    pages: { signIn: '/admin/sign-in', error: '/admin/sign-in', signOut: '/admin/sign-in' },
    logger: {
      error: (code) => log.warn('admin.sign_in_failed', { code }),
      warn: () => {},
      debug: () => {},
    },
    callbacks: {
      // A pool may hold other people too: without a role there is nothing to open a session for.
      signIn: async ({ user, profile }) => {
        const given = IdClaims.safeParse('signedIn' in user ? (user.signedIn as SignedIn).claims : profile)
        if (!given.success) throw new Error('Claims')
        if (hasRole(given.data['cognito:groups'])) return true
        const address = (await headers()).get(CLIENT_ADDRESS_HEADER)
        await services.audit.record({
          event: 'admin.sign_in_refused',
          outcome: 'no role',
          tenantId: null,
          address,
          details: { by: given.data.sub },
        })
        return false
      },
      // The browser says where to go next: only an address of our own is accepted.
      redirect: ({ url, baseUrl }) => {
        if (/^\/(?![/\\])/.test(url)) return `${baseUrl}${url}`
        return URL.canParse(url) && new URL(url).origin === baseUrl ? url : `${baseUrl}/admin`
      },
      jwt: async ({ token, account, user, profile }) => {
        if (!account) return { sid: token.sid }
        if (provider.signIn === 'password') {
          return 'signedIn' in user ? { sid: await openFor(services, user.signedIn as SignedIn) } : {}
        }
        const claims = IdClaims.parse(profile)
        return { sid: await openFor(services, { claims, refreshToken: account.refresh_token ?? null }) }
      },
      session: () => ({ expires: new Date(0).toISOString() }),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === 'string') await services.sessions.end(token.sid)
      },
    },
  }
}
