import { createHmac } from 'node:crypto'

/**
 * What a tenant's webhook receives when a password was changed. Without the user's address, which can be looked up by
 * `sub`.
 */
export type PasswordChanged = {
  type: 'password.changed'
  timestamp: string
  data: { tenant: string; userPoolId: string; username: string; sub: string }
}

/**
 * The headers of a signed message as Standard Webhooks 1.0 has them: HMAC-SHA256 over `id.timestamp.body`.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 *
 * @param at seconds since 1970; receivers refuse what is older than a few minutes
 */
export function signedHeaders(
  secret: Uint8Array,
  id: string,
  at: number,
  body: string,
): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`${id}.${at}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': `v1,${signature}` }
}

/** An answer that isn't a success, with its status where `persist` looks for it. */
class Refused extends Error {
  readonly $metadata: { readonly httpStatusCode: number }

  constructor(status: number) {
    super(`The webhook answered ${status}`)
    this.name = 'WebhookRefused'
    this.$metadata = { httpStatusCode: status }
  }
}

/** Delivers one message, signed anew for this try under its one id. Throws unless the answer is a success. */
export async function deliver(
  { url, secret }: { url: string; secret: Uint8Array },
  id: string,
  message: PasswordChanged,
  signal: AbortSignal,
): Promise<void> {
  const body = JSON.stringify(message)
  const at = Math.floor(Date.now() / 1000)
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...signedHeaders(secret, id, at, body) },
    body,
    redirect: 'error',
    signal,
  })
  await response.body?.cancel()
  if (!response.ok) throw new Refused(response.status)
}
