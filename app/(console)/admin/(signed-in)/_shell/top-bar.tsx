import { Menu, Search } from 'lucide-react'
import type { Here } from '@/app/(console)/place'
import { say } from '@/lib/console/words/generated/shell'
import { NAVIGATION } from './navigation'
import { SearchLink } from './search-link'

const square = 'grid size-10 cursor-pointer place-content-center rounded-md text-soft hover:bg-wash'

/** On phones: opens the drawer, names the tenant and leads to the search. */
export function TopBar({ here }: { here: Here }) {
  return (
    <header className="sticky top-0 z-10 flex h-12 items-center gap-1 border-b border-rule bg-panel px-1.5 sm:hidden">
      <button
        type="button"
        popoverTarget={NAVIGATION}
        aria-label={say('shell.frame.menu')}
        className={square}
      >
        <Menu className="size-5" aria-hidden="true" />
      </button>
      <span dir="auto" className="min-w-0 flex-1 truncate font-semibold">
        {here.place?.name ?? 'Rekey'}
      </span>
      <SearchLink scope="all" label={say('common.search')} className={square}>
        <Search className="size-5" aria-hidden="true" />
      </SearchLink>
    </header>
  )
}
