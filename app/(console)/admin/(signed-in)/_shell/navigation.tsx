import {
  Activity,
  ChartColumn,
  ChevronsUpDown,
  Globe,
  HeartPulse,
  History,
  LayoutGrid,
  Mail,
  Palette,
  Search,
  Settings,
  UserSearch,
  UsersRound,
  X,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Here } from '@/app/(console)/place'
import { isAtLeast } from '@/lib/console/auth/roles'
import { portalAddress, TENANT_PAGES, type TenantPage, tenantAddress } from '@/lib/console/pages'
import type { Side } from '@/lib/console/side'
import { say } from '@/lib/console/words/generated/shell'
import { Mark } from '../../_ui/mark'
import { SearchLink } from './search-link'
import { UserMenu } from './user-menu'

/** The element that is the drawer on phones. */
export const NAVIGATION = 'navigation'

const icons = {
  overview: ChartColumn,
  tenants: LayoutGrid,
  activity: Activity,
  brand: Palette,
  history: History,
  languages: Globe,
  mail: Mail,
  users: UserSearch,
  people: UsersRound,
  settings: Settings,
  health: HeartPulse,
} as const
type Listed = keyof typeof icons

const ofTenant: readonly (Listed & TenantPage)[] = [
  'overview',
  'activity',
  'brand',
  'history',
  'languages',
  'mail',
  'users',
  'people',
  'settings',
  'health',
]
const ofPortal = ['overview', 'tenants', 'activity', 'people', 'health'] as const

type Item = { page: Listed; label: string; href: string }

/** What this person may open here, and nothing else. */
function itemsOf({ place, hasSeveral }: Here): Item[] {
  const tenants: Item = {
    page: 'tenants',
    label: say('shell.pages.portal.tenants.label'),
    href: portalAddress('tenants'),
  }
  if (place === null) {
    return ofPortal.map((page) => ({
      page,
      label: say(`shell.pages.portal.${page}.label`),
      href: portalAddress(page),
    }))
  }
  const { slug, role } = place
  const own = ofTenant
    .filter((page) => isAtLeast(role, TENANT_PAGES[page].role))
    .map((page) => ({
      page,
      label: say(`shell.pages.tenant.${page}.label`),
      href: tenantAddress(slug, page, role),
    }))
  return hasSeveral ? [...own, tenants] : own
}

const row =
  'flex min-h-9 items-center gap-2.5 rounded-md px-2.5 font-medium text-soft hover:bg-wash hover:text-ink sm:max-lg:justify-center'
/** Read aloud only, where the navigation is a rail of icons. */
const onRail = 'sm:max-lg:sr-only'

const initial = (name: string) => [...name][0]?.toUpperCase() ?? ''

/** Whose pages these are; leads to every other tenant. */
function TenantSwitch({ here: { place, hasSeveral } }: { here: Here }) {
  const inside = (
    <>
      <span
        aria-hidden="true"
        className="grid size-6 shrink-0 place-content-center rounded-md bg-badge text-[12px] font-bold text-on-badge"
      >
        {place === null ? <LayoutGrid className="size-3.5" /> : initial(place.name)}
      </span>
      <span dir="auto" className={`min-w-0 flex-1 truncate text-start font-semibold text-ink ${onRail}`}>
        {place?.name ?? say('common.allTenants')}
      </span>
    </>
  )
  const box = 'flex min-h-10 items-center gap-2.5 rounded-lg px-2 sm:max-lg:justify-center sm:max-lg:px-0'
  if (!hasSeveral) return <p className={box}>{inside}</p>
  return (
    <SearchLink
      scope="tenants"
      label={say('common.chosenTenant', { name: place?.name ?? say('common.allTenants') })}
      className={`${box} border border-rule hover:bg-wash sm:max-lg:border-transparent`}
    >
      {inside}
      <ChevronsUpDown className={`size-3.5 shrink-0 text-faint ${onRail}`} aria-hidden="true" />
    </SearchLink>
  )
}

/**
 * The console's navigation: with labels on wide screens, a rail of icons on tablets, and on phones a drawer. That one is
 * a popover of the browser's own, so that it opens, and closes with Escape, without any script.
 */
export function Navigation({
  here,
  name,
  side,
  shortcut,
  badge,
}: {
  here: Here
  name: string
  side: Side
  shortcut: string
  /** Says at how many tenants something is wrong; stands where all of them are listed, else at the only one's checks. */
  badge: ReactNode
}) {
  const items = itemsOf(here)
  const marked = items.some(({ page }) => page === 'tenants') ? 'tenants' : 'health'
  return (
    <nav
      id={NAVIGATION}
      popover="auto"
      aria-label={say('shell.frame.navigation')}
      className="h-dvh flex-col gap-4 overflow-y-auto border-e border-rule bg-panel p-3 text-ink open:flex max-sm:inset-0 max-sm:m-0 max-sm:max-h-none max-sm:w-[min(18rem,85vw)] max-sm:border-y-0 max-sm:border-s-0 max-sm:shadow-2xl backdrop:bg-veil sm:sticky sm:inset-auto sm:top-0 sm:m-0 sm:flex sm:w-14 sm:border-y-0 sm:border-s-0 lg:w-56"
    >
      <div className="flex items-center justify-between sm:max-lg:justify-center">
        <a href="/admin/overview" className="rounded-md px-1.5 py-1">
          <Mark isWordHidden />
        </a>
        <button
          type="button"
          popoverTarget={NAVIGATION}
          popoverTargetAction="hide"
          aria-label={say('shell.frame.closeMenu')}
          className="grid size-9 cursor-pointer place-content-center rounded-md text-soft hover:bg-wash sm:hidden"
        >
          <X className="size-4" aria-hidden="true" />
        </button>
      </div>
      <div className="grid gap-2">
        <TenantSwitch here={here} />
        <SearchLink
          scope="all"
          label={`${say('common.search')} (${shortcut})`}
          className={`${row} border border-rule sm:max-lg:border-transparent`}
        >
          <Search className="size-4 shrink-0" aria-hidden="true" />
          <span className={`flex-1 ${onRail}`}>{say('common.search')}</span>
          <kbd
            className={`rounded border border-rule bg-ground px-1.5 font-sans text-[11px] leading-5 text-soft not-in-data-[shortcuts]:invisible max-sm:hidden ${onRail}`}
          >
            {shortcut}
          </kbd>
        </SearchLink>
      </div>
      <ul className="grid gap-0.5">
        {items.map(({ page, label, href }) => {
          const Icon = icons[page]
          return (
            <li key={page}>
              <a
                href={href}
                title={label}
                aria-current={page === here.page.split('/')[0] ? 'page' : undefined}
                className={`${row} relative aria-[current=page]:bg-wash aria-[current=page]:text-ink`}
              >
                <Icon className="size-4 shrink-0" aria-hidden="true" />
                <span className={`flex-1 ${onRail}`}>{label}</span>
                {page === marked && badge}
              </a>
            </li>
          )
        })}
      </ul>
      <UserMenu name={name} role={here.place?.role ?? null} side={side} />
    </nav>
  )
}
