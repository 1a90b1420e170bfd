import 'server-only'
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Locale } from '../i18n/languages'
import type { Tenant } from '../tenants/tenant'
import { renderTenantMails } from './tenant-mails'

/** A tenant's mails as they go over the wire. */
export type PublishedMails = { readonly json: string; readonly etag: string }

/** Some 30 kB each. */
const MAXIMUM_KEPT = 500
type Asked = { readonly tenant: Tenant; readonly locale: Locale; readonly portal: string }

async function publish({ tenant, locale, portal }: Asked): Promise<PublishedMails> {
  const json = JSON.stringify(await renderTenantMails(tenant, locale, portal))
  return { json, etag: `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"` }
}

const kept = new LRUCache<string, PublishedMails, Asked>({
  max: MAXIMUM_KEPT,
  // Waiting callers get it, even if it was evicted meanwhile.
  ignoreFetchAbort: true,
  fetchMethod: (_name, _old, { context }) => publish(context),
})

/**
 * The mails of a tenant's published brand in one language, drawn once for each revision.
 *
 * @param portal the tenant's pages, without a slash at the end
 */
export function publishedMails(tenant: Tenant, locale: Locale, portal: string): Promise<PublishedMails> {
  const name = `${tenant.id} ${tenant.revision} ${locale} ${portal}`
  return kept.forceFetch(name, { context: { tenant, locale, portal } })
}
