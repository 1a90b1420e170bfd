import { requireTenant } from '@/lib/console/auth/access'
import { isAtLeast } from '@/lib/console/auth/roles'
import { liveBrand, loadDraft, tenantsFor } from '@/lib/console/console-store'
import { nameOf } from '@/lib/i18n/catalogues'
import { offeredLocales } from '@/lib/i18n/choose-locale'
import { BrandEditor } from './brand-editor'

export const metadata = { title: 'Brand' }

export default async function BrandPage({ params, searchParams }: PageProps<'/admin/[tenant]/brand'>) {
  const { tenant: slug } = await params
  const { tenant, role, admin } = await requireTenant(slug)
  const query = await searchParams
  const [draft, live, tenants] = await Promise.all([
    loadDraft(tenant.id),
    liveBrand(tenant.id),
    tenantsFor(admin.groups),
  ])
  return (
    <BrandEditor
      tenant={{ slug, name: tenant.name, signInWith: tenant.signInWith }}
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
