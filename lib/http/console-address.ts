import type { TenantAddress } from './tenant-address'

/** What addresses of the console and of its previews are, for the headers that they get. */

/** A mail that the console shows; see its route. */
export const isShownMail = (address: TenantAddress): boolean =>
  address.form === 'portal' && /^\/admin\/[a-z0-9-]+\/mail\/shown$/.test(address.pathname)

/** The editor holds the preview in a frame; nothing else may hold or be held. */
export const framesOf = (address: TenantAddress) =>
  address.form !== 'portal'
    ? 'none'
    : /^\/preview\//.test(address.pathname) || isShownMail(address)
      ? 'is shown'
      : /^\/admin\//.test(address.pathname)
        ? 'shows'
        : 'none'

/** The console proves a form by its origin alone, which browsers only say where the page lets them. */
export const isConsolePage = (address: TenantAddress): boolean =>
  address.form === 'portal' && /^\/(admin|api\/auth)(\/|$)/.test(address.pathname) && !isShownMail(address)
