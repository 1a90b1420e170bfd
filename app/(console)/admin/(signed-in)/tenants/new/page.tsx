import { requireOperator } from '@/app/(console)/access'
import { ConsolePage } from '../../../_ui/page'
import { NewTenantForm } from './new-tenant'

export const metadata = { title: 'New tenant' }
/** A test of the connection waits for the service, five seconds at most. */
export const maxDuration = 30

export default async function NewTenantPage() {
  await requireOperator()
  return (
    <ConsolePage
      title="New tenant"
      lead="Everything here but the slug can be changed later, and everything else has a default to begin with."
    >
      <NewTenantForm />
    </ConsolePage>
  )
}
