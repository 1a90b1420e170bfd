import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Base64(HMAC-SHA256(key = client secret, message = Username ‖ ClientId)), over the bytes of the username exactly
 * as this same request sends it: an alias hashes differently from the name it stands for.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash
 */
export function secretHash(username: string, clientId: string, clientSecret: string): string {
  return createHmac('sha256', clientSecret)
    .update(username + clientId, 'utf8')
    .digest('base64')
}

export type SecretHashVerdict = 'ok' | 'wrong' | 'absent' | 'not-needed'

/**
 * Judges a hash against every active secret, because during a rotation a client has two. For a client without a
 * secret a hash is ignored, whatever it holds. `usernames` are the spellings it may have been computed over.
 */
export function judgeSecretHash(
  client: { id: string; secrets: readonly string[] },
  usernames: readonly string[],
  sent: string | undefined,
): SecretHashVerdict {
  if (client.secrets.length === 0) return 'not-needed'
  if (sent === undefined) return 'absent'
  const expected = client.secrets.flatMap((secret) =>
    usernames.map((name) => secretHash(name, client.id, secret)),
  )
  return expected.some((hash) => equal(hash, sent)) ? 'ok' : 'wrong'
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
