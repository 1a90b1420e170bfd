import type { TenantAddress } from './tenant-address'

/** Tells the console's addresses and those of its previews apart, for their headers. */

/** A mail that the console shows; see its route. */
export const isShownMail = (address: TenantAddress): boolean =>
  address.form === 'portal' && /^\/admin\/[a-z0-9-]+\/mail\/shown$/.test(address.pathname)

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
