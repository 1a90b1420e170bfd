import { requireAdmin } from '@/app/(console)/access'
import { tenantsFor, unseenChanges } from '@/app/(console)/console-store'
import { ChangeNotices } from './change-notices'
import { SideNavigation } from './side-navigation'

/** Navigation beside every page; each page checks for itself what the person may see. */
export default async function ConsoleLayout({ children }: LayoutProps<'/admin'>) {
  const admin = await requireAdmin()
  const [rows, changes] = await Promise.all([tenantsFor(admin.groups), unseenChanges(admin)])
  const tenants = rows.map(({ slug, name, role }) => ({ slug, name, role: role ?? 'viewer' }))
  return (
    <div className="grid min-h-dvh grid-cols-[auto_1fr]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:z-10 focus:bg-white focus:p-3 focus:font-semibold"
      >
        Skip to the content
      </a>
      <SideNavigation tenants={tenants} name={admin.name} />
      <div id="content" className="grid min-w-0 content-start" tabIndex={-1}>
        {changes.length > 0 && <ChangeNotices changes={changes} />}
        {children}
      </div>
    </div>
  )
}
