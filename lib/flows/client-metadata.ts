import { deviceOf } from '../http/device-name'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'

const languageTag = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/

/**
 * What the pool's Lambdas learn about a call: the tenant and language of its page, and the tenant's own keys. Nothing
 * in it is text from a page's visitor, which would end up in the tenant's mail; an AWS client's own metadata is passed
 * on, but never replaces a key of the tenant's or the portal's.
 *
 * @param facts of this one call, in the portal's own words; only for pools that run the portal's functions
 * @param decided what the tenant or, where it may, the person decided of this call
 */
export function clientMetadataOf(
  tenant: Tenant,
  { locale, passedOn }: Caller,
  facts: Record<string, string> = {},
  decided: Record<string, string> = {},
): Record<string, string> {
  const theirs = passedOn?.clientMetadata ?? {}
  return {
    ...theirs,
    ...tenant.cognito.clientMetadata,
    ...(tenant.cognito.usesTriggers && facts),
    ...decided,
    tenant: tenant.slug,
    // An app knows its user's language better than this request's headers do.
    locale: languageTag.test(theirs.locale ?? '') ? (theirs.locale ?? locale) : locale,
  }
}

/** Where and with what device a password was changed, for the mail that tells its owner. */
export function callerFacts({ address, contextData }: Caller): Record<string, string> {
  const { browser, system } = deviceOf(contextData.UserAgent ?? '')
  return {
    ...(browser !== null && { browser }),
    ...(system !== null && { system }),
    ...(address !== null && { address }),
  }
}

/**
 * Whether the pool's functions are to end the person's sessions, for tenants that say so here. Where the person may decide
 * and nothing says no (a form of an older release, or an app's own request), the functions' own default counts: they end.
 */
export function signOutDecision(
  { signOut }: Pick<Tenant, 'signOut'>,
  keepsSessions: boolean | undefined,
): Record<string, string> {
  if (signOut === null || (signOut === 'ask' && keepsSessions === undefined)) return {}
  return { signOut: signOut === 'never' || (signOut === 'ask' && keepsSessions) ? 'no' : 'yes' }
}
