import { requireTenant } from '@/app/(console)/access'
import { liveBrand, loadDraft } from '@/app/(console)/console-store'
import { isAtLeast } from '@/lib/console/auth/roles'
import { offeredLocales } from '@/lib/i18n/choose-locale'
import { directionOf, nameOf } from '@/lib/i18n/languages'
import { BrandEditor } from './brand-editor'

export const metadata = { title: 'Brand' }

export default async function BrandPage({ params, searchParams }: PageProps<'/admin/[tenant]/brand'>) {
  const { tenant: slug } = await params
  const { tenant, role } = await requireTenant(slug)
  const query = await searchParams
  const offered = offeredLocales(tenant.locales)
  const locale = offered.find((each) => each === query.lang) ?? offered[0]
  const [draft, live] = await Promise.all([loadDraft(tenant.id), liveBrand(tenant.id)])
  return (
    <BrandEditor
      tenant={{ slug, name: tenant.name, signInWith: tenant.signInWith }}
      locales={offered.map((each) => ({ locale: each, name: nameOf(each), direction: directionOf(each) }))}
      opensAt={{
        locale,
        section:
          query.section === 'mail' || query.section === 'words'
            ? query.section
            : query.lang === undefined
              ? null
              : 'words',
      }}
      start={{ brand: draft.brand, version: draft.version, at: draft.updatedAt?.toISOString() ?? null }}
      live={live}
      canEdit={isAtLeast(role, 'editor')}
      canPublish={isAtLeast(role, 'owner')}
    />
  )
}
