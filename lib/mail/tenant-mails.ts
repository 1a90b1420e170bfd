import type { Locale } from '../i18n/languages'
import type { BrandedMails } from '../pool-mails'
import { signInAddress } from '../tenants/sign-in-address'
import { mailKindsOf } from './registry'
import { type MailTenant, renderMails } from './render'
import type { RenderedMails } from './rendered'

/** A tenant with everything that its functions' mails depend on. */
export type SendingTenant = Omit<MailTenant, 'signInPage'> &
  Parameters<typeof signInAddress>[0] & {
    readonly confirmsSignUps: boolean
    readonly mail: { readonly branded: BrandedMails }
  }

/**
 * The mails that a tenant's functions send, in one language. The reset's is always there, because functions of every
 * release ask for it; where the tenant has switched it off, that is said.
 *
 * @param portal the tenant's pages, without a slash at the end
 */
export async function renderTenantMails(
  tenant: SendingTenant,
  locale: Locale,
  portal: string,
): Promise<RenderedMails> {
  const known = { ...tenant, signInPage: signInAddress(tenant) }
  const mails = await renderMails(known, locale, portal, mailKindsOf(tenant))
  return tenant.mail.branded.reset ? mails : { ...mails, off: ['reset'] }
}
