import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import {
  findRevision,
  findStoredTenant,
  isPreviewLink,
  liveBrand,
  loadDraft,
} from '@/app/(console)/console-store'
import { currentAdmin } from '@/app/(console)/current-admin'
import { nonceOfRequest } from '@/app/[tenant]/portal'
import { services } from '@/app/services'
import { isPreviewState } from '@/lib/brand/preview'
import { roleAt } from '@/lib/console/auth/roles'
import { say } from '@/lib/console/words/generated/states'
import { keys } from '@/lib/crypto/keys'
import { loadMessages } from '@/lib/i18n/catalogues'
import { offeredLocales } from '@/lib/i18n/choose-locale'
import { languageOf } from '@/lib/i18n/languages'
import { openPreview } from '@/lib/tenants/brand/preview-link'
import { LinkBanner } from './link-banner'
import { PreviewApp } from './preview-app'

export const metadata: Metadata = { title: say('states.title'), robots: { index: false } }

/** What a link grants that was not withdrawn. */
async function grantOf(tenantId: string, token: string) {
  const grant = token === '' ? null : openPreview(keys(), tenantId, token, new Date())
  const works = grant !== null && (grant.id === null || (await isPreviewLink(tenantId, grant.id)))
  return works ? grant : null
}

/** The draft, what is live (`live`), or an earlier revision by its hash; null where there is none. */
async function brandOf(tenantId: string, wanted: string) {
  if (wanted === '') return (await loadDraft(tenantId)).brand
  return wanted === 'live' ? liveBrand(tenantId) : findRevision(tenantId, wanted)
}

const single = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '')

/**
 * The real pages with the draft of a brand: for people of the console, in the editor's frame, and for anybody with a
 * signed link. A 404 for everybody else.
 */
export default async function PreviewPage({ params, searchParams }: PageProps<'/preview/[tenant]'>) {
  const { tenant: slug } = await params
  const query = await searchParams
  if (!/^[a-z0-9-]{1,63}$/.test(slug)) notFound()
  const tenant = await findStoredTenant(slug)
  if (tenant === null) notFound()

  const token = single(query.t)
  const until = (await grantOf(tenant.id, token))?.until ?? null
  const admin = until === null ? await currentAdmin() : null
  if (until === null && roleAt(admin?.groups ?? [], slug) === null) notFound()

  const wanted = single(query.revision)
  // A guest sees the draft and nothing else.
  const brand = wanted !== '' && until !== null ? null : await brandOf(tenant.id, wanted)
  if (brand === null) notFound()

  const locales = offeredLocales(tenant.locales)
  const locale = locales.find((each) => each === query.lang) ?? locales[0]
  const offered = locales.map(languageOf)
  const state = isPreviewState(query.state) ? query.state : 'forgot'
  const mode = query.mode === 'dark' || query.mode === 'light' ? query.mode : null
  const { name, continueUrl, support, signInWith, signOut } = tenant
  return (
    <>
      {until !== null && (
        <LinkBanner {...{ name, until, offered, locale, state, token }} mode={mode ?? 'light'} />
      )}
      <PreviewApp
        tenant={{ slug, name, continueUrl, support, signInWith, signOut }}
        policy={services().policies.of(tenant).policy}
        nonce={await nonceOfRequest()}
        offered={offered}
        now={new Date().toISOString()}
        start={{ locale, messages: await loadMessages(locale, signInWith) }}
        initial={{ brand, state, locale, mode }}
        isLive={until === null && wanted === ''}
      />
    </>
  )
}
