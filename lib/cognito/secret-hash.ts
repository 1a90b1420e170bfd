import { createHmac } from 'node:crypto'

/**
 * The SecretHash of an app client with a secret: Base64(HMAC-SHA256(secret, username + client id)), 44 characters.
 *
 * The user name is hashed byte for byte as it is sent in the same request; another case or Unicode form is another
 * hash. Source: "Computing secret hash values", Amazon Cognito developer guide.
 */
export function secretHash(username: string, clientId: string, clientSecret: string): string {
  return createHmac('sha256', clientSecret)
    .update(username + clientId, 'utf8')
    .digest('base64')
}
