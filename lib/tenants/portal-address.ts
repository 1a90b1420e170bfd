import 'server-only'
import { env } from '../platform/env'
import { isLoopback } from '../platform/loopback'

/**
 * The base of the links in a tenant's mails: its own host where it has one, else the portal's address with its slug
 * (always so on a laptop, where no other host can be reached). Without a slash at the end.
 */
export function portalOf({ slug, hosts }: { slug: string; hosts: readonly string[] }): string {
  const { REKEY_BASE_URL: base } = env()
  const own = isLoopback(base) ? undefined : hosts[0]
  return own === undefined ? `${base}/${slug}` : `${new URL(base).protocol}//${own}`
}
