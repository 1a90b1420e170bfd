import { deviceOf } from '../request/device-name'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'

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

/** From where and with what a password was changed, for the mail that tells its owner. */
export function callerFacts({ address, contextData }: Caller): Record<string, string> {
  const { browser, system } = deviceOf(contextData.UserAgent ?? '')
  return {
    ...(browser !== null && { browser }),
    ...(system !== null && { system }),
    ...(address !== null && { address }),
  }
}
