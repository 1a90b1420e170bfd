import { isAtLeast, type Role } from './auth/roles'
import { say } from './words/generated/shell'

/** The console's pages, for its navigation and its search. Pure; each page checks for itself who may see it. */

type Rule = {
  /** The least role at the tenant; for pages of the whole portal, at any. */
  readonly role: Role
}

export const PORTAL_PAGES = {
  overview: { role: 'viewer' },
  tenants: { role: 'viewer' },
  activity: { role: 'viewer' },
  people: { role: 'viewer' },
  health: { role: 'viewer' },
  'tenants/new': { role: 'operator' },
} as const satisfies Record<string, Rule>

export const TENANT_PAGES = {
  overview: { role: 'viewer' },
  activity: { role: 'viewer' },
  brand: { role: 'viewer' },
  history: { role: 'viewer' },
  gallery: { role: 'viewer' },
  languages: { role: 'viewer' },
  mail: { role: 'viewer' },
  users: { role: 'owner' },
  people: { role: 'viewer' },
  settings: { role: 'owner' },
  health: { role: 'owner' },
} as const satisfies Record<string, Rule>

export type TenantPage = keyof typeof TENANT_PAGES

/** Below another page's address: a new name below `/admin` would be one that no tenant may have. */
export const SEARCH_PAGE = '/admin/overview/search'
export const PEOPLE_PAGE = '/admin/overview/people'

type PortalPage = keyof typeof PORTAL_PAGES

/** A page of the whole portal. */
export const portalAddress = (page: PortalPage): string =>
  page === 'people' ? PEOPLE_PAGE : `/admin/${page}`

/** Pages of the whole portal that can be narrowed to one tenant stand at their own address. */
const narrowed: ReadonlySet<string> = new Set(['overview', 'activity', 'people'] satisfies Narrowed[])
type Narrowed = PortalPage & TenantPage
const isNarrowed = (page: string): page is Narrowed => narrowed.has(page)

const isPortalPage = (page: string): page is PortalPage => Object.hasOwn(PORTAL_PAGES, page)
const isTenantPage = (page: string): page is TenantPage => Object.hasOwn(TENANT_PAGES, page)

/** A tenant's page for somebody with this role there: the one that is wanted, else the brand, which all may see. */
export function tenantAddress(slug: string, wanted: string, role: Role): string {
  const page = isTenantPage(wanted) && isAtLeast(role, TENANT_PAGES[wanted].role) ? wanted : 'brand'
  return isNarrowed(page) ? `${portalAddress(page)}?tenant=${slug}` : `/admin/${slug}/${page}`
}

/** Which page an address of the console is, without its tenant: `overview`, `brand`, `tenants/new`. */
export function pageOfPath(pathname: string): string {
  if (pathname === SEARCH_PAGE) return 'search'
  if (pathname === PEOPLE_PAGE) return 'people'
  const [, , first = '', ...rest] = pathname.split('/')
  if (isPortalPage(first) && portalAddress(first) === `/admin/${first}`) {
    return pathname === '/admin/tenants/new' ? 'tenants/new' : first
  }
  return rest[0] ?? ''
}

/** `also`: what else somebody may call it. */
export type PageLink = { readonly label: string; readonly href: string; readonly also: string }

/** Somebody's place in the console: the tenant that a page is about, and their role there. */
export type Place = { readonly slug: string; readonly name: string; readonly role: Role }

/** Every page that somebody may open, those of the tenant first. */
export function openPages(isOperator: boolean, place: Place | null): PageLink[] {
  const ofTenant = (Object.keys(TENANT_PAGES) as TenantPage[]).flatMap((page) => {
    if (place === null || !isAtLeast(place.role, TENANT_PAGES[page].role)) return []
    const label = say('shell.pages.ofTenant', {
      page: say(`shell.pages.tenant.${page}.label`),
      tenant: place.name,
    })
    return [
      {
        label,
        href: tenantAddress(place.slug, page, place.role),
        also: say(`shell.pages.tenant.${page}.also`),
      },
    ]
  })
  const ofPortal = (Object.keys(PORTAL_PAGES) as PortalPage[]).flatMap((page) => {
    const { role } = PORTAL_PAGES[page]
    if (!isOperator && role !== 'viewer') return []
    const label = say(`shell.pages.portal.${page}.label`)
    return [{ label, href: portalAddress(page), also: say(`shell.pages.portal.${page}.also`) }]
  })
  return [...ofTenant, ...ofPortal]
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const wordsOf = (text: string) => plain(text).split(/[^\p{L}\p{N}]+/u)

/** The pages that every typed word begins a word of, in their name or what else they are called; names first. */
export function findPages(pages: readonly PageLink[], typed: string): PageLink[] {
  const sought = wordsOf(typed).filter(Boolean)
  const has = (text: string) => {
    const words = wordsOf(text)
    return sought.every((each) => words.some((word) => word.startsWith(each)))
  }
  const named = pages.filter(({ label }) => has(label))
  return [...named, ...pages.filter((page) => !named.includes(page) && has(`${page.label} ${page.also}`))]
}
