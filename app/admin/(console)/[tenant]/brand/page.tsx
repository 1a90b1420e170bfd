import { requireTenant } from '@/lib/admin/access'
import { isAtLeast } from '@/lib/admin/roles'
import { tenantsFor } from '@/lib/admin/tenant-list'
import { liveBrand, loadDraft } from '@/lib/brand/drafts'
import { database } from '@/lib/db/client'
import { nameOf } from '@/lib/i18n/catalogues'
import { offeredLocales } from '@/lib/i18n/choose-locale'
import { BrandEditor } from './brand-editor'

export const metadata = { title: 'Brand' }

export default async function BrandPage({ params, searchParams }: PageProps<'/admin/[tenant]/brand'>) {
  const { tenant: slug } = await params
  const { tenant, role, admin } = await requireTenant(slug)
  const query = await searchParams
  const db = await database()
  const [draft, live, tenants] = await Promise.all([
    loadDraft(db, tenant.id),
    liveBrand(db, tenant.id),
    tenantsFor(db, admin.groups),
  ])
  return (
    <BrandEditor
      tenant={{ slug, name: tenant.name }}
      tenants={tenants.map(({ slug: each, name }) => ({ slug: each, name }))}
      locales={offeredLocales(tenant.locales).map((locale) => ({ locale, name: nameOf(locale) }))}
      opensAt={{
        locale: offeredLocales(tenant.locales).find((locale) => locale === query.lang) ?? null,
        section: query.section === 'mail' ? 'mail' : query.lang === undefined ? null : 'words',
      }}
      start={{ brand: draft.brand, version: draft.version, at: draft.updatedAt?.toISOString() ?? null }}
      live={live}
      canEdit={isAtLeast(role, 'editor')}
      canPublish={isAtLeast(role, 'owner')}
    />
  )
}
