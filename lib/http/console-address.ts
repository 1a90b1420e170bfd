import type { TenantAddress } from './tenant-address'

/** Tells the console's addresses and those of its previews apart, for their headers. */

/** A mail that the console shows; see its route. */
export const isShownMail = (address: TenantAddress): boolean =>
  address.form === 'portal' && /^\/admin\/[a-z0-9-]+\/mail\/shown$/.test(address.pathname)

/** First parts of the console's addresses that are pages about no tenant, or about the one that their query names. */
const ownPages = new Set(['overview', 'tenants', 'activity', 'health', 'sign-in'])
const SLUG = /^[a-z0-9-]{1,63}$/

/** The slug of the tenant that a page of the console is about, from its address; null where it is about none or all. */
export function consoleTenant(pathname: string, query: URLSearchParams): string | null {
  const first = pathname.split('/')[2] ?? ''
  const slug = ownPages.has(first) ? (query.get('tenant') ?? '') : first
  return SLUG.test(slug) ? slug : null
}

/** The editor shows the preview in a frame; nothing else may frame or be framed. */
export const framesOf = (address: TenantAddress) =>
  address.form !== 'portal'
    ? 'none'
    : /^\/preview\//.test(address.pathname) || isShownMail(address)
      ? 'is shown'
      : /^\/admin\//.test(address.pathname)
        ? 'shows'
        : 'none'

/**
 * The console proves a form by its origin alone, which browsers send only where the page's referrer policy lets them.
 */
export const isConsolePage = (address: TenantAddress): boolean =>
  address.form === 'portal' && /^\/(admin|api\/auth)(\/|$)/.test(address.pathname) && !isShownMail(address)
