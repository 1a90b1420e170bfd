import type { Tenant } from '../tenants/tenant'

/**
 * What the pool's Lambdas learn of a call: which tenant's page it came from and in which language, and the tenant's own
 * keys. Nothing in it is a text of the visitor's, which would end up in the tenant's mail.
 *
 * @param facts of this one call, in the portal's own words
 */
export function clientMetadataOf(
  tenant: Tenant,
  locale: string,
  facts: Record<string, string> = {},
): Record<string, string> {
  return { ...tenant.cognito.clientMetadata, ...facts, tenant: tenant.slug, locale }
}
