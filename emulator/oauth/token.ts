import { timingSafeEqual } from 'node:crypto'
import { CognitoError } from '../errors'
import type { Client, Pool } from '../pool'
import { json, type PageRequest, type Reply } from '../reply'
import type { World } from '../world'
import { provesChallenge } from './grants'

const failed = (error: string, text: string): Reply => json({ error, error_description: text }, 400)

/** A client names itself in one way only: in the header, or in the body (RFC 6749, §2.3). */
function namedBy(request: PageRequest, sent: URLSearchParams): { id: string; secret: string | null } | null {
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/.exec(request.authorization)?.[1]
  if (basic === undefined) {
    return { id: sent.get('client_id') ?? '', secret: sent.get('client_secret') }
  }
  const text = Buffer.from(basic, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 0 || sent.has('client_secret')) return null
  try {
    const [id = '', secret = ''] = [text.slice(0, colon), text.slice(colon + 1)].map((part) =>
      decodeURIComponent(part.replaceAll('+', ' ')),
    )
    return sent.has('client_id') && sent.get('client_id') !== id ? null : { id, secret }
  } catch {
    return null
  }
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function findClient(
  world: World,
  request: PageRequest,
  sent: URLSearchParams,
): { pool: Pool; client: Client } | null {
  const named = namedBy(request, sent)
  if (named === null) return null
  const pool = world.pools.all().find(({ clients }) => clients.has(named.id))
  const client = pool?.clients.get(named.id)
  if (!pool || !client) return null
  const { secret } = named
  const isGenuine =
    client.secrets.length === 0
      ? secret === null
      : secret !== null && client.secrets.some((known) => equal(known, secret))
  return isGenuine ? { pool, client } : null
}

function exchange(world: World, client: Client, sent: URLSearchParams): Reply {
  const grant = world.grants.take(sent.get('code') ?? '')
  const verifier = sent.get('code_verifier')
  const isProven =
    grant?.challenge == null
      ? verifier === null
      : verifier !== null && provesChallenge(grant.challenge, verifier)
  const isGood = grant?.client === client && grant.redirectUri === sent.get('redirect_uri')
  if (!grant || !isGood || !isProven || !grant.user.enabled) {
    return failed('invalid_grant', 'the code is not good, or not for this client, address and verifier')
  }
  const { pool, user, scopes, nonce, signedInAt, originId } = grant
  const { IdToken, AccessToken, RefreshToken, ExpiresIn, TokenType } = world.tokens.start(
    pool,
    client,
    user,
    {
      scopes,
      nonce,
      signedInAt,
      seen: { originId },
    },
  )
  return json({
    ...(scopes.includes('openid') && { id_token: IdToken }),
    access_token: AccessToken,
    refresh_token: RefreshToken,
    expires_in: ExpiresIn,
    token_type: TokenType,
  })
}

function renew(world: World, client: Client, sent: URLSearchParams): Reply {
  const session = world.tokens.findRefresh(sent.get('refresh_token') ?? '', client.id)
  if (!session) return failed('invalid_grant', 'the refresh token is not one of this client')
  try {
    const { IdToken, AccessToken, ExpiresIn, TokenType } = world.tokens.refresh(session)
    return json({
      id_token: IdToken,
      access_token: AccessToken,
      expires_in: ExpiresIn,
      token_type: TokenType,
    })
  } catch (error) {
    if (!(error instanceof CognitoError)) throw error
    return failed('invalid_grant', error.message)
  }
}

/**
 * Codes and refresh tokens become tokens here.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 */
export function token(world: World, request: PageRequest): Reply {
  if (!/^application\/x-www-form-urlencoded(?:;|$)/i.test(request.contentType)) {
    return failed('invalid_request', 'send application/x-www-form-urlencoded')
  }
  const sent = new URLSearchParams(request.body)
  if ([...sent.keys()].some((name) => sent.getAll(name).length > 1)) {
    return failed('invalid_request', 'a parameter is there twice')
  }
  const found = findClient(world, request, sent)
  if (found === null) return failed('invalid_client', 'no such app client, or not its secret')
  const grantType = sent.get('grant_type')
  if (grantType === 'authorization_code') return exchange(world, found.client, sent)
  if (grantType === 'refresh_token') return renew(world, found.client, sent)
  return grantType === null
    ? failed('invalid_request', 'grant_type is missing')
    : failed('unsupported_grant_type', `${grantType} is not implemented by this emulator`)
}
