import { headers } from 'next/headers'
import { requireAdmin } from '@/app/(console)/access'
import { countFaulty, unseenChanges } from '@/app/(console)/console-store'
import { currentPlace } from '@/app/(console)/place'
import { readersTimes } from '@/app/(console)/reader'
import { chosenSide } from '@/app/(console)/side-cookie'
import { isOperator } from '@/lib/console/auth/roles'
import type { ChangeNotice } from '@/lib/console/change-notices'
import { openPages } from '@/lib/console/pages'
import { say } from '@/lib/console/words/generated/shell'
import { log } from '@/lib/platform/log'
import { Later } from '../_ui/later'
import { Times } from '../_ui/when'
import { FaultBadge } from './_shell/fault-badge'
import { Navigation } from './_shell/navigation'
import { Palette } from './_shell/palette'
import { TopBar } from './_shell/top-bar'
import { ChangeNotices } from './change-notices'

/** As the reader's keyboard names it; said by the server, so that nothing changes while the page wakes up. */
const shortcutOf = (userAgent: string | null) =>
  /Mac|iPhone|iPad/.test(userAgent ?? '') ? '⌘K' : say('shell.search.controlKey')

/** Navigation beside every page; each page checks for itself what the person may see. */
export default async function ConsoleLayout({ children }: LayoutProps<'/admin'>) {
  const admin = await requireAdmin()
  // They are read from the audit log, which may be slow: no page waits for them.
  const changes = unseenChanges(admin).catch((error: unknown): ChangeNotice[] => {
    log.warn('activity.not_read', { error })
    return []
  })
  const faulty = countFaulty(admin.groups).catch((error: unknown) => {
    log.warn('doctor.not_read', { error })
    return 0
  })
  const here = await currentPlace(admin)
  const shortcut = shortcutOf((await headers()).get('user-agent'))
  return (
    <Times of={await readersTimes()}>
      <div className="grid min-h-dvh max-sm:grid-cols-1 max-sm:grid-rows-[auto_1fr] sm:grid-cols-[auto_minmax(0,1fr)]">
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:fixed focus:z-20 focus:bg-raised focus:p-3 focus:font-semibold"
        >
          {say('shell.frame.skip')}
        </a>
        <TopBar here={here} />
        <Navigation
          here={here}
          name={admin.name}
          side={await chosenSide()}
          shortcut={shortcut}
          badge={
            <Later of={faulty} waiting={null}>
              {(count) => count > 0 && <FaultBadge count={count} />}
            </Later>
          }
        />
        <div id="content" className="grid min-w-0 grid-cols-1 content-start" tabIndex={-1}>
          <Later of={changes} waiting={null}>
            {(told) => told.length > 0 && <ChangeNotices changes={told} />}
          </Later>
          {children}
        </div>
      </div>
      <Palette pages={openPages(isOperator(admin.groups), here.place)} page={here.page} />
    </Times>
  )
}
