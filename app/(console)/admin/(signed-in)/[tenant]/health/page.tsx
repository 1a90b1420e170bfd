import { requireTenant } from '@/app/(console)/access'
import { toldTo } from '@/app/(console)/examine-now'
import { services } from '@/app/services'
import { shownResult } from '@/lib/console/shown-result'
import { say } from '@/lib/console/words/generated/doctor'
import { lastResult } from '@/lib/doctor/last-result'
import { ConsolePage } from '../../../_ui/page'
import { Examination } from './examination'

export const generateMetadata = () => ({ title: say('doctor.title') })
/** An examination without JavaScript: the looks go on side by side, fifteen seconds at most. */
export const maxDuration = 60

export default async function TenantHealthPage({ params }: PageProps<'/admin/[tenant]/health'>) {
  const { tenant: slug } = await params
  const { tenant, role } = await requireTenant(slug, 'owner')
  const reader = toldTo(role)
  const last = await lastResult(services().db.database, tenant.id, reader)
  return (
    <ConsolePage title={say('doctor.titleOf', { name: tenant.name })} lead={say('doctor.lead')}>
      <Examination
        slug={slug}
        seesDeployment={reader === 'operator'}
        last={last === null ? null : shownResult(last)}
      />
    </ConsolePage>
  )
}
