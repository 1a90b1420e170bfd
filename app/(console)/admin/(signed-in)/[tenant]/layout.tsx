import type { Metadata } from 'next'
import type { ReactNode } from 'react'

/** By its slug, which is in the address already: a title is made before anybody's rights are looked at. */
export async function generateMetadata({ params }: LayoutProps<'/admin/[tenant]'>): Promise<Metadata> {
  const { tenant } = await params
  return { title: { template: `%s · ${tenant} · Rekey`, default: `${tenant} · Rekey` } }
}

/** Names the tenant in the title of each of its pages. */
export default function TenantLayout({ children }: { children: ReactNode }) {
  return children
}
