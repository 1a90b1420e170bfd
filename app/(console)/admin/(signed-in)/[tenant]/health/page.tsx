import { requireTenant } from '@/app/(console)/access'
import { isAtLeast } from '@/lib/console/auth/roles'
import { ConsolePage } from '../../../_ui/page'
import { Examination } from './examination'

export const metadata = { title: 'Health' }
/** An examination waits for the service, the database and the hosts side by side, five seconds at most each. */
export const maxDuration = 30

export default async function TenantHealthPage({ params }: PageProps<'/admin/[tenant]/health'>) {
  const { tenant: slug } = await params
  const { tenant, role } = await requireTenant(slug, 'owner')
  return (
    <ConsolePage
      title={`Health of ${tenant.name}`}
      lead="Why would a reset fail? The checks cover the connection, the user pool and the hosts. They change nothing and send no email."
    >
      <Examination slug={slug} seesDeployment={isAtLeast(role, 'operator')} />
    </ConsolePage>
  )
}
