import {
  createHash,
  createPublicKey,
  createSign,
  createVerify,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
} from 'node:crypto'
import type { Clock } from './clock'
import { errors, notAuthorized } from './errors'
import { issuerOf } from './oauth/issuer'
import type { Client, Pool } from './pool'
import { newSession, refreshSeconds, type Session as Tracked } from './sessions'
import { attributesOf, type User } from './users'

type Session = {
  user: User
  pool: Pool
  clientId: string
  originId: string
  startedAt: number
  /** What session management knows of it; ended is revoked. */
  tracked: Tracked
  scopes: readonly string[]
}

type SessionOptions = {
  scopes?: readonly string[]
  nonce?: string | null
  /** When the password was given, in milliseconds; now by default. */
  signedInAt?: number
  /** What else session management learns. */
  seen?: Partial<Pick<Tracked, 'address' | 'originId'>>
}

const accessSeconds = 3600
const keyId = 'emulator'

/** Issues tokens the way a user pool does and remembers the sessions, so that a sign-out can be seen. */
export class Tokens {
  readonly #clock: Clock
  readonly #byRefreshToken = new Map<string, Session>()
  readonly #byOrigin = new Map<string, Session>()
  #keys: { privateKey: string; publicKey: string } | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  start(pool: Pool, client: Client, user: User, options: SessionOptions = {}) {
    const tracked = newSession({
      type: 'TOKEN',
      clientId: client.id,
      createdAt: this.#clock.now(),
      ...options.seen,
    })
    user.sessions.push(tracked)
    const session = {
      user,
      pool,
      clientId: client.id,
      originId: randomUUID(),
      startedAt: options.signedInAt ?? this.#clock.now(),
      tracked,
      scopes: options.scopes ?? ['aws.cognito.signin.user.admin'],
    }
    const refreshToken = randomBytes(48).toString('base64url')
    this.#byRefreshToken.set(refreshToken, session)
    this.#byOrigin.set(session.originId, session)
    return { ...this.#issue(session, options.nonce ?? null), RefreshToken: refreshToken }
  }

  /** The session of a refresh token of this client, whether or not it is still good. */
  findRefresh(refreshToken: string, clientId: string): Session | null {
    const session = this.#byRefreshToken.get(refreshToken)
    return session?.clientId === clientId ? session : null
  }

  refresh(session: Session) {
    if (session.tracked.isEnded) throw notAuthorized('Refresh Token has been revoked')
    if (!session.user.enabled) throw errors.disabled()
    if (this.#clock.now() > session.startedAt + refreshSeconds * 1000) {
      throw notAuthorized('Refresh Token has expired')
    }
    session.tracked.lastActiveAt = this.#clock.now()
    return this.#issue(session)
  }

  /** The user of a good access token. */
  userOf(accessToken: string): User {
    return this.sessionOf(accessToken).user
  }

  /** The session of a good access token. */
  sessionOf(accessToken: string): Session {
    const claims = this.#open(accessToken)
    const session = this.#byOrigin.get(String(claims.origin_jti))
    if (!session || claims.token_use !== 'access') throw notAuthorized('Invalid Access Token')
    if (session.tracked.isEnded) throw notAuthorized('Access Token has been revoked')
    if (!session.user.enabled) throw errors.disabled()
    if (this.#clock.now() >= Number(claims.exp) * 1000) throw notAuthorized('Access Token has expired')
    return session
  }

  /** Ends every session of an app. A browser at the pool's pages stays signed in (AdminUserGlobalSignOut, API reference). */
  revokeAll(user: User): void {
    // A user who was replaced since has the sessions of both.
    const own = [...this.#byOrigin.values()].filter((session) => session.user.sub === user.sub)
    for (const session of [...user.sessions, ...own.map(({ tracked }) => tracked)])
      if (session.type === 'TOKEN') session.isEnded = true
  }

  /** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html */
  jwks() {
    const { publicKey } = this.#pair()
    return {
      keys: [
        { ...createPublicKey(publicKey).export({ format: 'jwk' }), kid: keyId, alg: 'RS256', use: 'sig' },
      ],
    }
  }

  #issue(session: Session, nonce: string | null = null) {
    const { user, pool, clientId, scopes } = session
    const now = Math.floor(this.#clock.now() / 1000)
    const groups = user.groups.length > 0 ? { 'cognito:groups': user.groups } : {}
    const common = {
      sub: user.sub,
      ...groups,
      iss: issuerOf(pool),
      origin_jti: session.originId,
      event_id: randomUUID(),
      auth_time: Math.floor(session.startedAt / 1000),
      iat: now,
      exp: now + accessSeconds,
    }
    const { email_verified, phone_number_verified, ...attributes } = attributesOf(user)
    const accessToken = this.#sign({
      ...common,
      client_id: clientId,
      username: user.username,
      token_use: 'access',
      scope: scopes.join(' '),
      jti: randomUUID(),
    })
    return {
      AccessToken: accessToken,
      IdToken: this.#sign({
        ...attributes,
        ...(email_verified !== undefined && { email_verified: email_verified === 'true' }),
        ...(phone_number_verified !== undefined && {
          phone_number_verified: phone_number_verified === 'true',
        }),
        ...common,
        'cognito:username': user.username,
        aud: clientId,
        ...(scopes.includes('openid') && { at_hash: halfHash(accessToken) }),
        ...(nonce !== null && { nonce }),
        token_use: 'id',
        jti: randomUUID(),
      }),
      ExpiresIn: accessSeconds,
      TokenType: 'Bearer',
    }
  }

  #sign(claims: Record<string, unknown>): string {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const signed = `${part({ kid: keyId, alg: 'RS256' })}.${part(claims)}`
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(this.#pair().privateKey, 'base64url')}`
  }

  #open(token: string): Record<string, unknown> {
    const [header = '', claims = '', signature = ''] = token.split('.')
    const genuine = createVerify('RSA-SHA256')
      .update(`${header}.${claims}`)
      .verify(this.#pair().publicKey, signature, 'base64url')
    if (!genuine) throw notAuthorized('Invalid Access Token')
    return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))
  }

  // Made at the first sign-in: most tests never sign in, and a key takes longer than everything else they do.
  #pair() {
    this.#keys ??= generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    return this.#keys
  }
}

/** Ties an ID token to its access token (OpenID Connect Core 1.0, §3.1.3.6). */
function halfHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url')
}
