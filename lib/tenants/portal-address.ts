import 'server-only'
import { env } from '../env'
import type { Tenant } from './tenant'

/** Where the links of a tenant's mails lead: its own host, where one is proven. Without a slash at the end. */
export function portalOf({ slug, hosts }: Pick<Tenant, 'slug' | 'hosts'>): string {
  const { REKEY_BASE_URL: base } = env()
  const [own] = hosts
  return own === undefined ? `${base}/${slug}` : `${new URL(base).protocol}//${own}`
}
