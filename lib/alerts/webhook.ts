import 'server-only'
import { createHmac } from 'node:crypto'

const LIMIT_MS = 5_000

/** Where alerts are sent, and the secret that both sides know. */
export type Target = { readonly url: string; readonly secret: string }

/** The receiver did not take it. */
export class NotTaken extends Error {
  constructor(status: number) {
    super(`The receiver of alerts answered with ${status}`)
    this.name = 'NotTaken'
  }
}

/** Signs as Standard Webhooks has it (standardwebhooks.com, version 1.0.0), for which receivers have libraries. */
function signature(secret: string, id: string, seconds: string, body: string): string {
  const key = secret.startsWith('whsec_')
    ? Buffer.from(secret.slice(6), 'base64')
    : Buffer.from(secret, 'utf8')
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`
}

/**
 * Sends one message, once, within five seconds, and follows no redirect. Nothing of the answer is read.
 *
 * @param id the same each time that the same is sent
 * @throws NotTaken, or what the network says
 */
export async function sendWebhook({ url, secret }: Target, id: string, message: object): Promise<void> {
  const body = JSON.stringify(message)
  const seconds = String(Math.floor(Date.now() / 1_000))
  const answer = await fetch(url, {
    method: 'POST',
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(LIMIT_MS),
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'rekey',
      'webhook-id': id,
      'webhook-timestamp': seconds,
      'webhook-signature': signature(secret, id, seconds, body),
    },
  })
  await answer.body?.cancel()
  if (!answer.ok) throw new NotTaken(answer.status)
}
