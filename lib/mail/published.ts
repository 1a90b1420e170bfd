import 'server-only'
import { createHash } from 'node:crypto'
import type { Locale } from '../i18n/languages'
import { BoundedMap } from '../platform/bounded-map'
import type { Tenant } from '../tenants/tenant'
import { renderMails } from './render'

/** A tenant's mails as they go over the wire. */
export type PublishedMails = { readonly json: string; readonly etag: string }

/** Some 30 kB each. */
const MAXIMUM_KEPT = 500
const kept = new BoundedMap<string, { revision: string; mails: Promise<PublishedMails> }>(MAXIMUM_KEPT)

async function publish(tenant: Tenant, locale: Locale, portal: string): Promise<PublishedMails> {
  const json = JSON.stringify(await renderMails(tenant, locale, portal))
  return { json, etag: `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"` }
}

/**
 * The mails of a tenant's published brand in one language, drawn once for each of its revisions.
 *
 * @param portal the tenant's pages, without a slash at the end
 */
export function publishedMails(tenant: Tenant, locale: Locale, portal: string): Promise<PublishedMails> {
  const name = `${tenant.id} ${locale} ${portal}`
  const known = kept.get(name)
  if (known?.revision === tenant.revision) return known.mails
  const mails = publish(tenant, locale, portal)
  kept.set(name, { revision: tenant.revision, mails })
  mails.catch(() => kept.delete(name))
  return mails
}
