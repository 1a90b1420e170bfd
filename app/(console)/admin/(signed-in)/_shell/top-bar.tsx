import { Menu, Search } from 'lucide-react'
import type { Here } from '@/app/(console)/place'
import { NAVIGATION } from './navigation'
import { SearchLink } from './search-link'
import { SHELL } from './words'

const square = 'grid size-10 cursor-pointer place-content-center rounded-md text-soft hover:bg-wash'

/** On phones: opens the drawer, names the tenant and leads to the search. */
export function TopBar({ here }: { here: Here }) {
  return (
    <header className="sticky top-0 z-10 flex h-12 items-center gap-1 border-b border-rule bg-panel px-1.5 sm:hidden">
      <button type="button" popoverTarget={NAVIGATION} aria-label={SHELL.menu} className={square}>
        <Menu className="size-5" aria-hidden="true" />
      </button>
      <span dir="auto" className="min-w-0 flex-1 truncate font-semibold">
        {here.place?.name ?? 'Rekey'}
      </span>
      <SearchLink scope="all" label={SHELL.search} className={square}>
        <Search className="size-5" aria-hidden="true" />
      </SearchLink>
    </header>
  )
}
