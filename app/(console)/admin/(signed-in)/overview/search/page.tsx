import { requireAdmin } from '@/app/(console)/access'
import { searchConsole } from '@/app/(console)/search-console'
import { isOperator } from '@/lib/console/auth/roles'
import { openPages } from '@/lib/console/pages'
import { ConsolePage } from '../../../_ui/page'
import { PALETTE } from '../../_shell/palette-words'
import { SearchForm } from './search-form'

export const metadata = { title: 'Search' }

/** The same as the dialog behind the search's shortcut, as a page. */
export default async function SearchPage() {
  const admin = await requireAdmin()
  const first = await searchConsole(admin, '')
  return (
    <ConsolePage title="Search" lead={PALETTE.lead}>
      <SearchForm pages={openPages(isOperator(admin.groups), null)} first={first} />
    </ConsolePage>
  )
}
