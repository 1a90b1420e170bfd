import { requireAdmin } from '@/app/(console)/access'
import { searchConsole } from '@/app/(console)/search-console'
import { isOperator } from '@/lib/console/auth/roles'
import { openPages } from '@/lib/console/pages'
import { say } from '@/lib/console/words/generated/shell'
import { ConsolePage } from '../../../_ui/page'
import { SearchForm } from './search-form'

export const generateMetadata = () => ({ title: say('common.search') })

/** The same as the dialog behind the search's shortcut, as a page. */
export default async function SearchPage() {
  const admin = await requireAdmin()
  const first = await searchConsole(admin, '')
  return (
    <ConsolePage title={say('common.search')} lead={say('shell.search.lead')}>
      <SearchForm pages={openPages(isOperator(admin.groups), null)} first={first} />
    </ConsolePage>
  )
}
