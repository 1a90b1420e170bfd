import { requireOperator } from '@/app/(console)/access'
import { say } from '@/lib/console/words/generated/tenants'
import { ConsolePage } from '../../../_ui/page'
import { NewTenantForm } from './new-tenant'

export const generateMetadata = () => ({ title: say('common.newTenant') })
/** A test of the connection waits for the service, five seconds at most. */
export const maxDuration = 60

export default async function NewTenantPage() {
  await requireOperator()
  return (
    <ConsolePage title={say('common.newTenant')} lead={say('tenants.newTenant.lead')}>
      <NewTenantForm />
    </ConsolePage>
  )
}
