import { redirect } from 'next/navigation'

export default async function TenantPage({ params }: PageProps<'/admin/[tenant]'>) {
  const { tenant } = await params
  redirect(`/admin/${tenant}/brand`)
}
