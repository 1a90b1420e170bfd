import { randomUUID } from 'node:crypto'
import { requireTenant } from '@/app/(console)/access'
import { livePublication, loadDraft } from '@/app/(console)/console-store'
import { isPreviewState } from '@/lib/brand/preview'
import { isAtLeast } from '@/lib/console/auth/roles'
import { say } from '@/lib/console/words/generated/editor'
import { offeredLocales } from '@/lib/i18n/choose-locale'
import { directionOf, nameOf } from '@/lib/i18n/languages'
import { portalOf } from '@/lib/tenants/portal-address'
import { BrandEditor } from './brand-editor'

export const generateMetadata = () => ({ title: say('editor.controlsHeader.brand') })

export default async function BrandPage({ params, searchParams }: PageProps<'/admin/[tenant]/brand'>) {
  const { tenant: slug } = await params
  const { tenant, role } = await requireTenant(slug)
  const query = await searchParams
  const offered = offeredLocales(tenant.locales)
  const locale = offered.find((each) => each === query.lang) ?? offered[0]
  const [draft, live] = await Promise.all([loadDraft(tenant.id), livePublication(tenant.id)])
  return (
    <BrandEditor
      tenant={{ slug, name: tenant.name, signInWith: tenant.signInWith }}
      locales={offered.map((each) => ({ locale: each, name: nameOf(each), direction: directionOf(each) }))}
      opensAt={{
        locale,
        state: isPreviewState(query.state) ? query.state : null,
        section:
          query.section === 'mail' || query.section === 'words'
            ? query.section
            : query.lang === undefined
              ? null
              : 'words',
      }}
      start={{ brand: draft.brand, version: draft.version, at: draft.updatedAt?.toISOString() ?? null }}
      id={randomUUID()}
      live={{ brand: live.brand, revision: live.revision, at: live.author.at?.toISOString() ?? null }}
      liveUrl={`${portalOf(tenant)}/forgot`}
      today={new Date().toISOString().slice(0, 10)}
      canEdit={isAtLeast(role, 'editor')}
      canPublish={isAtLeast(role, 'owner')}
    />
  )
}
