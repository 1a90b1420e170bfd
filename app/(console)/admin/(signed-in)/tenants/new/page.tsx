import { requireOperator } from '@/app/(console)/access'
import { ConsolePage } from '../../../_ui/page'
import { SettingsEditor } from '../../[tenant]/settings/settings-editor'

export const metadata = { title: 'New tenant' }

export default async function NewTenantPage() {
  await requireOperator()
  return (
    <ConsolePage title="New tenant" lead="Everything here can be changed later, except for the slug.">
      <SettingsEditor slug={null} />
    </ConsolePage>
  )
}
