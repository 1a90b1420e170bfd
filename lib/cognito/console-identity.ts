import 'server-only'
import type { AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider'
import { z } from 'zod'
import { clientOf } from './client'
import { loadSdk } from './sdk'
import { secretHash } from './secret-hash'

/** The app client that the console's people sign in with. */
export type IdentityClient = {
  readonly issuer: string
  readonly region: string
  readonly clientId: string
  readonly clientSecret: string | null
}

/** Somebody waits for a sign-in, and a page for everything else. */
const SIGN_IN_DEADLINE_MS = 10_000
const DEADLINE_MS = 3_000

/** What an ID token of the console's pool says. */
export const IdClaims = z.object({
  iss: z.string(),
  aud: z.string(),
  token_use: z.literal('id'),
  sub: z.string().min(1).max(128),
  'cognito:username': z.string().min(1).max(128),
  'cognito:groups': z.array(z.string().max(128)).max(1_000).default([]),
  email: z.string().max(254).optional(),
  /** A string where the address came from another identity provider. */
  email_verified: z.union([z.boolean(), z.stringbool()]).default(false),
  name: z.string().max(120).optional(),
  /** Seconds since 1970. */
  auth_time: z.number().int(),
})
export type IdClaims = z.output<typeof IdClaims>

export type SignedIn = { claims: IdClaims; refreshToken: string | null }

/** The pool refuses: a wrong password, a person who is gone or blocked, a token that was taken back. */
export class IdentityRefused extends Error {
  constructor(cause: unknown) {
    super('The user pool of the console refuses this person', { cause })
    this.name = 'IdentityRefused'
  }
}

const REFUSALS = new Set([
  'NotAuthorizedException',
  'UserNotFoundException',
  'UserNotConfirmedException',
  'PasswordResetRequiredException',
  'InvalidParameterException',
])

/**
 * Reads the ID token of an answer. It came over a connection to the pool itself, so its signature proves nothing more
 * (OpenID Connect Core 1.0, §3.1.3.7, 6); that it is meant for this very client is checked all the same.
 */
function claimsOf(provider: IdentityClient, result: AuthenticationResultType | undefined): IdClaims {
  const payload = result?.IdToken?.split('.')[1]
  // Only the pool's own pages can ask for another factor or a new password.
  if (payload === undefined) throw new IdentityRefused('the pool asks for more than a password')
  const claims = IdClaims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
  if (claims.iss !== provider.issuer || claims.aud !== provider.clientId) {
    throw new IdentityRefused('the token is for another client')
  }
  return claims
}

async function initiate(
  provider: IdentityClient,
  flow: 'USER_PASSWORD_AUTH' | 'REFRESH_TOKEN_AUTH',
  username: string,
  parameters: Record<string, string>,
): Promise<SignedIn> {
  const { region, clientId, clientSecret } = provider
  const hash = clientSecret === null ? {} : { SECRET_HASH: secretHash(username, clientId, clientSecret) }
  const { InitiateAuthCommand } = await loadSdk()
  const command = new InitiateAuthCommand({
    AuthFlow: flow,
    ClientId: clientId,
    AuthParameters: { ...parameters, ...hash },
  })
  try {
    const { AuthenticationResult: result } = await (await clientOf('console', region)).send(command, {
      abortSignal: AbortSignal.timeout(flow === 'USER_PASSWORD_AUTH' ? SIGN_IN_DEADLINE_MS : DEADLINE_MS),
    })
    return { claims: claimsOf(provider, result), refreshToken: result?.RefreshToken ?? null }
  } catch (error) {
    if (error instanceof Error && REFUSALS.has(error.name)) throw new IdentityRefused(error)
    throw error
  }
}

/** Signs in with a password, where the pool has no pages of its own. Throws IdentityRefused. */
export function signInWithPassword(
  provider: IdentityClient,
  username: string,
  password: string,
): Promise<SignedIn> {
  return initiate(provider, 'USER_PASSWORD_AUTH', username, { USERNAME: username, PASSWORD: password })
}

/**
 * A person's current groups: a renewed ID token carries them. Needs no AWS credentials, but an app client that allows
 * ALLOW_REFRESH_TOKEN_AUTH and does not rotate its refresh tokens.
 *
 * @throws IdentityRefused where the person is gone, blocked or signed out everywhere
 */
export async function readGroups(
  provider: IdentityClient,
  username: string,
  refreshToken: string,
): Promise<readonly string[]> {
  const { claims } = await initiate(provider, 'REFRESH_TOKEN_AUTH', username, {
    REFRESH_TOKEN: refreshToken,
  })
  return claims['cognito:groups']
}

/**
 * A person's current mail address, where the pool has verified it; else null.
 *
 * @throws IdentityRefused as `readGroups`
 */
export async function readProvenEmail(
  provider: IdentityClient,
  username: string,
  refreshToken: string,
): Promise<string | null> {
  const { claims } = await initiate(provider, 'REFRESH_TOKEN_AUTH', username, {
    REFRESH_TOKEN: refreshToken,
  })
  return claims.email_verified ? (claims.email ?? null) : null
}
