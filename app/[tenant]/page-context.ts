import type { Tenant } from '@/lib/tenants/tenant'
import type { Portal } from './portal'

/** What a page shows of its tenant. */
export type PageTenant = Pick<Tenant, 'slug' | 'name' | 'continueUrl' | 'support' | 'signInWith' | 'signOut'>

/**
 * What the pages are drawn from. The portal makes it from a request, the brand editor's preview from a draft, so that
 * both draw the same pages.
 */
export type PageContext = Pick<
  Portal,
  'brand' | 'policy' | 'locale' | 'offered' | 't' | 'path' | 'timeZone'
> & {
  /** The sealed ticket in the page's address; previews have none. */
  ticket?: string | null
  tenant: PageTenant
}
