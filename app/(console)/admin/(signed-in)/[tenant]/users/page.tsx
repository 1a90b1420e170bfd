import { requireTenant } from '@/app/(console)/access'
import { say } from '@/lib/console/words/generated/users'
import { Card, ConsolePage } from '../../../_ui/page'
import { LookUpForm } from './look-up-form'

export const generateMetadata = () => ({ title: say('users.title') })

/** Why can't somebody reset? The public pages may not say; here, somebody who knows the person can find out. */
export default async function UsersPage({ params }: PageProps<'/admin/[tenant]/users'>) {
  const { tenant: slug } = await params
  const { tenant } = await requireTenant(slug, 'owner')
  return (
    <ConsolePage title={say('users.titleOf', { name: tenant.name })} lead={say('users.lead')}>
      <Card title={say('users.question')} lead={say('users.questionLead')}>
        <LookUpForm slug={slug} />
      </Card>
    </ConsolePage>
  )
}
