import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'

const languageTag = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/

/**
 * What the pool's Lambdas learn of a call: which tenant's page it came from and in which language, and the tenant's own
 * keys. Nothing in it comes from the visitor of a page, whose text would end up in the tenant's mail; an AWS client's
 * own metadata is passed on, but never in the place of a key of the tenant's or of the portal's.
 */
export function clientMetadataOf(tenant: Tenant, { locale, passedOn }: Caller): Record<string, string> {
  const theirs = passedOn?.clientMetadata ?? {}
  return {
    ...theirs,
    ...tenant.cognito.clientMetadata,
    tenant: tenant.slug,
    // An app knows its person's language better than this request's headers do.
    locale: languageTag.test(theirs.locale ?? '') ? (theirs.locale ?? locale) : locale,
  }
}
