'use client'

import {
  Activity,
  ChartColumn,
  ChevronsUpDown,
  Globe,
  HeartPulse,
  LayoutGrid,
  LogOut,
  Mail,
  Palette,
  Settings,
  UserSearch,
} from 'lucide-react'
import { usePathname } from 'next/navigation'
import { isAtLeast, type Role } from '@/lib/console/auth/roles'
import { Mark } from '../_ui/mark'
import { signOut } from './actions'

type NavTenant = { slug: string; name: string; role: Role }

const ownPages = new Set(['overview', 'tenants', 'activity', 'health'])
const sections: { page: string; label: string; Icon: typeof Mail; isForOwners?: true }[] = [
  { page: 'brand', label: 'Brand', Icon: Palette },
  { page: 'languages', label: 'Languages', Icon: Globe },
  { page: 'mail', label: 'Mail', Icon: Mail },
  { page: 'users', label: 'Users', Icon: UserSearch, isForOwners: true },
  { page: 'settings', label: 'Settings', Icon: Settings },
]

const initials = (name: string) =>
  name
    .split(/[^\p{L}\p{N}]+/u)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('')

const item =
  'flex items-center gap-2.5 rounded-md px-2.5 py-2 font-medium text-soft hover:bg-wash hover:text-ink aria-[current=page]:bg-wash aria-[current=page]:text-ink max-lg:justify-center'

function Item({
  href,
  label,
  Icon,
  isHere,
}: {
  href: string
  label: string
  Icon: typeof Mail
  isHere: boolean
}) {
  return (
    <li>
      <a href={href} className={item} aria-current={isHere ? 'page' : undefined} title={label}>
        <Icon className="size-4 shrink-0" aria-hidden="true" />
        <span className="max-lg:sr-only">{label}</span>
      </a>
    </li>
  )
}

/** The console's navigation: with labels on wide screens, a rail of icons on narrow ones. */
export function SideNavigation({ tenants, name }: { tenants: readonly NavTenant[]; name: string }) {
  const [, , first = '', second = ''] = usePathname().split('/')
  const chosen = tenants.find(({ slug }) => !ownPages.has(first) && slug === first)
  const here = chosen ?? (tenants.length === 1 ? tenants[0] : undefined)
  return (
    <nav
      aria-label="Console"
      className="sticky top-0 flex h-dvh w-52 flex-col gap-5 border-e border-rule bg-white p-3 max-lg:w-14"
    >
      <a href="/admin/overview" className="rounded-md px-1.5 py-1 max-lg:px-1">
        <Mark isWordHidden />
      </a>
      <ul className="grid gap-0.5">
        <Item
          href={chosen ? `/admin/overview?tenant=${chosen.slug}` : '/admin/overview'}
          label="Overview"
          Icon={ChartColumn}
          isHere={first === 'overview'}
        />
        <Item href="/admin/tenants" label="Tenants" Icon={LayoutGrid} isHere={first === 'tenants'} />
        {here &&
          sections
            .filter(({ isForOwners }) => !isForOwners || isAtLeast(here.role, 'owner'))
            .map(({ page, label, Icon }) => (
              <Item
                key={page}
                href={`/admin/${here.slug}/${page}`}
                label={label}
                Icon={Icon}
                isHere={chosen !== undefined && second === page}
              />
            ))}
        <Item
          href={chosen ? `/admin/activity?tenant=${chosen.slug}` : '/admin/activity'}
          label="Activity"
          Icon={Activity}
          isHere={first === 'activity'}
        />
        <Item
          href={chosen && isAtLeast(chosen.role, 'owner') ? `/admin/${chosen.slug}/health` : '/admin/health'}
          label="Health"
          Icon={HeartPulse}
          isHere={first === 'health' || (chosen !== undefined && second === 'health')}
        />
      </ul>
      <div className="mt-auto grid gap-2">
        <p className="flex min-w-0 items-center gap-2 px-1 text-[12px] text-soft" title={name}>
          <span
            aria-hidden="true"
            className="grid size-7 shrink-0 place-content-center rounded-full bg-[#dbeafe] text-[11px] font-bold text-[#1e3a8a]"
          >
            {initials(name)}
          </span>
          <span className="truncate max-lg:sr-only">
            {name}
            {chosen && <span className="block text-faint capitalize">{chosen.role}</span>}
          </span>
        </p>
        <form
          action={async () => {
            await signOut()
            // A whole document: the next page has a nonce of its own.
            location.assign('/admin/sign-in')
          }}
        >
          <button type="submit" className={`${item} w-full cursor-pointer text-[13px]`} title="Sign out">
            <LogOut className="size-4 shrink-0" aria-hidden="true" />
            <span className="max-lg:sr-only">Sign out</span>
          </button>
        </form>
      </div>
    </nav>
  )
}

/** Where the person is; the first part opens a list of the other tenants. */
export function Breadcrumb({
  tenants,
  slug,
  page,
  title,
}: {
  tenants: readonly { slug: string; name: string }[]
  slug: string
  page: string
  title: string
}) {
  return (
    <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-2">
      <label className="relative flex min-w-0 items-center text-soft hover:text-ink">
        <span className="sr-only">Tenant</span>
        <select
          className="min-w-0 cursor-pointer appearance-none truncate rounded-md bg-transparent py-1 pe-5 font-medium"
          value={slug}
          onChange={(event) => location.assign(`/admin/${event.target.value}/${page}`)}
        >
          {tenants.map((tenant) => (
            <option key={tenant.slug} value={tenant.slug}>
              {tenant.name}
            </option>
          ))}
        </select>
        <ChevronsUpDown className="pointer-events-none absolute end-0 size-3.5" aria-hidden="true" />
      </label>
      <span aria-hidden="true" className="text-faint">
        /
      </span>
      <span aria-current="page" className="font-semibold whitespace-nowrap">
        {title}
      </span>
    </nav>
  )
}
