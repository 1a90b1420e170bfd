import { requireTenant } from '@/app/(console)/access'
import { Card, ConsolePage } from '../../../_ui/page'
import { LookUpForm } from './look-up-form'

export const metadata = { title: 'Users' }

/** Why can't somebody reset? The public pages may not say; here, somebody who knows the person can find out. */
export default async function UsersPage({ params }: PageProps<'/admin/[tenant]/users'>) {
  const { tenant: slug } = await params
  const { tenant } = await requireTenant(slug, 'owner')
  return (
    <ConsolePage
      title={`Users of ${tenant.name}`}
      lead="The pages say the same to everybody, so they can’t say why somebody gets no email. Look that person up here once you are sure who is asking."
    >
      <Card
        title="Why can’t somebody reset?"
        lead="Looks at the user’s state and the pool’s recovery setting, and changes nothing. The name is not stored; the activity log shows only a tag for the person."
      >
        <LookUpForm slug={slug} />
      </Card>
    </ConsolePage>
  )
}
