import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { findRevision, findStoredTenant, loadDraft } from '@/app/(console)/console-store'
import { currentAdmin } from '@/app/(console)/current-admin'
import { nonceOfRequest } from '@/app/[tenant]/portal'
import { isPreviewState } from '@/lib/brand/preview'
import { roleAt } from '@/lib/console/auth/roles'
import { keys } from '@/lib/crypto/keys'
import { loadMessages } from '@/lib/i18n/catalogues'
import { offeredLocales } from '@/lib/i18n/choose-locale'
import { languageOf } from '@/lib/i18n/languages'
import { services } from '@/lib/services'
import { openPreview } from '@/lib/tenants/brand/preview-link'
import { LinkBanner } from './link-banner'
import { PreviewApp } from './preview-app'

export const metadata: Metadata = { title: 'Preview', robots: { index: false } }

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
  const until = token === '' ? null : openPreview(keys(), tenant.id, token, new Date())
  const admin = until === null ? await currentAdmin() : null
  if (until === null && roleAt(admin?.groups ?? [], slug) === null) notFound()

  const hash = single(query.revision)
  const revision = hash === '' ? null : await findRevision(tenant.id, hash)
  if (hash !== '' && (revision === null || until !== null)) notFound()
  const brand = revision ?? (await loadDraft(tenant.id)).brand

  const locales = offeredLocales(tenant.locales)
  const locale = locales.find((each) => each === query.lang) ?? locales[0]
  const offered = locales.map(languageOf)
  const state = isPreviewState(query.state) ? query.state : 'forgot'
  const mode = query.mode === 'dark' || query.mode === 'light' ? query.mode : null
  const { name, continueUrl, support, signInWith } = tenant
  return (
    <>
      {until !== null && (
        <LinkBanner {...{ name, until, offered, locale, state, token }} mode={mode ?? 'light'} />
      )}
      <PreviewApp
        tenant={{ slug, name, continueUrl, support, signInWith }}
        policy={services().policies.of(tenant).policy}
        nonce={await nonceOfRequest()}
        offered={offered}
        now={new Date().toISOString()}
        start={{ locale, messages: await loadMessages(locale, signInWith) }}
        initial={{ brand, state, locale, mode }}
        isLive={until === null && hash === ''}
      />
    </>
  )
}
