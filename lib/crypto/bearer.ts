import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest()

/**
 * Whether an `Authorization` header carries one of these tokens as its bearer (RFC 6750). Hashes are of one length, and
 * each token is compared, so it takes as long for every guess.
 */
export function isBearer(authorization: string | null, tokens: readonly string[]): boolean {
  const given = digest(/^Bearer +(.+)$/i.exec(authorization ?? '')?.[1] ?? '')
  return tokens.map((token) => timingSafeEqual(given, digest(token))).includes(true)
}

/** The answer to whoever has none of them. */
export function bearerNeeded(realm: string): Response {
  return new Response('A token is needed\n', {
    status: 401,
    headers: { 'Cache-Control': 'no-store', 'WWW-Authenticate': `Bearer realm="${realm}"` },
  })
}
