import type { Tenant } from '../tenants/tenant'

/**
 * What the pool's Lambdas learn of a call: which tenant's page it came from and in which language, and the tenant's own
 * keys. Nothing in it comes from the visitor, whose text would end up in the tenant's mail.
 */
export function clientMetadataOf(tenant: Tenant, locale: string): Record<string, string> {
  return { ...tenant.cognito.clientMetadata, tenant: tenant.slug, locale }
}
