import 'server-only'
import { z } from 'zod'
import { loadDraft } from '../brand/drafts'
import type { Database } from '../db/connection'
import type { Locale } from '../i18n/catalogues'
import { LOCALES } from '../i18n/catalogues'
import { offeredLocales } from '../i18n/choose-locale'
import { renderMails } from '../mail/render'
import type { RenderedMails } from '../mail/rendered'
import { portalOf } from '../tenants/portal-address'
import type { Tenant } from '../tenants/tenant'

/** Which of a tenant's mails is meant. */
export const ShownMail = z.object({
  kind: z.enum(['reset', 'changed']),
  brand: z.enum(['draft', 'published']),
  locale: z.enum(LOCALES),
})
export type ShownMail = z.output<typeof ShownMail>

/** What an address names, with the first of each where it names none; a language that the tenant lacks is its own first. */
export function shownMail(tenant: Tenant, query: Readonly<Record<string, unknown>>): ShownMail {
  const offered = offeredLocales(tenant.locales)
  const { kind, brand } = ShownMail.shape
  return {
    kind: kind.catch('reset').parse(query.kind),
    brand: brand.catch('draft').parse(query.brand),
    locale: offered.find((each) => each === query.locale) ?? offered[0] ?? 'en',
  }
}

/** A tenant's mails in one language, as the published brand or the draft makes them. */
export async function mailsOf(
  database: Database,
  tenant: Tenant,
  { brand, locale }: { brand: ShownMail['brand']; locale: Locale },
): Promise<RenderedMails> {
  const drawn = brand === 'draft' ? (await loadDraft(database, tenant.id)).brand : tenant.brand
  return renderMails({ ...tenant, brand: drawn }, locale, portalOf(tenant))
}
