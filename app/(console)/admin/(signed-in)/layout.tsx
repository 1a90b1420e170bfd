import { requireAdmin } from '@/app/(console)/access'
import { tenantsFor, unseenChanges } from '@/app/(console)/console-store'
import type { ChangeNotice } from '@/lib/console/change-notices'
import { log } from '@/lib/platform/log'
import { Later } from '../_ui/later'
import { ChangeNotices } from './change-notices'
import { SideNavigation } from './side-navigation'

/** Navigation beside every page; each page checks for itself what the person may see. */
export default async function ConsoleLayout({ children }: LayoutProps<'/admin'>) {
  const admin = await requireAdmin()
  // They are read from the audit log, which may be slow: no page waits for them.
  const changes = unseenChanges(admin).catch((error: unknown): ChangeNotice[] => {
    log.warn('activity.not_read', { error })
    return []
  })
  const rows = await tenantsFor(admin.groups)
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
        <Later of={changes} waiting={null}>
          {(told) => told.length > 0 && <ChangeNotices changes={told} />}
        </Later>
        {children}
      </div>
    </div>
  )
}
