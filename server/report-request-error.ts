import 'server-only'
import { isAbandoned, isUnreadBody } from '../lib/http/response-status'
import { log } from '../lib/platform/log'
import { redactText } from '../lib/platform/redact'

/** One line for an error that nothing caught. `digest` is what the person's page shows. */
export function reportRequestError(error: unknown, path: string, route: string): void {
  const { name, digest } = error as { name?: string; digest?: string }
  // The client has disconnected; its request was carried out, and only the answer failed.
  if (isAbandoned()) log.info('request.abandoned', { route })
  else if (isUnreadBody()) log.info('request.unreadable', { name, digest, route })
  else log.error('request.failed', { name, digest, path: redactText(path), route })
}
