import type { Viewport } from 'next'
import { headers } from 'next/headers'
import { pageCss } from '@/app/generated/page-css'
import { FORM_TOKEN_HEADER } from '@/lib/http/internal-headers'
import { setHeader, setStatus } from '@/lib/http/response-status'
import { publishedBrand } from '@/lib/tenants/brand/published'
import { RETRY_AFTER_SECONDS } from '../store-away'
import { BotCheck } from './bot-check'
import { ErrorWordsProvider } from './error-words'
import { errorWordsOf } from './error-words-of'
import { FormProofProvider } from './form-proof'
import { TenantFrame } from './frame'
import { NeutralPage, NeutralUnavailable } from './neutral'
import NotFound from './not-found'
import { localeWithoutTenant, lookUpPortal, nonceOfRequest, wantsSolution } from './portal'

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

/** For every page, since a form may be posted to any: an ask goes on after its answer for up to 14 seconds. */
export const maxDuration = 30

/** Brand, language and direction are in the first bytes of HTML, so that nothing changes its look after painting. */
export default async function TenantLayout({ children }: LayoutProps<'/[tenant]'>) {
  const lookup = await lookUpPortal()
  if (lookup.kind !== 'open') {
    const [nonce, locale] = [await nonceOfRequest(), await localeWithoutTenant()]
    if (lookup.kind === 'none')
      return (
        <NeutralPage nonce={nonce} locale={locale}>
          {setStatus(404) ? <NotFound /> : children}
        </NeutralPage>
      )
    setStatus(503)
    setHeader('Retry-After', RETRY_AFTER_SECONDS)
    return <NeutralUnavailable nonce={nonce} locale={locale} isForm={lookup.isForm} />
  }
  const { portal } = lookup
  const { tenant, brand, language, nonce, path } = portal
  const { identity } = brand
  setHeader('X-Brand-Revision', tenant.revision)
  const css = publishedBrand(tenant).css(language, path('/assets'))
  return (
    <html lang={language.tag} dir={language.direction} data-brand={tenant.slug}>
      <head>
        <style nonce={nonce} suppressHydrationWarning>
          {pageCss + css}
        </style>
        <meta name="brand-revision" content={tenant.revision} />
        {identity.icon && <link rel="icon" href={path(`/assets/${identity.icon.hash}`)} />}
      </head>
      <body>
        <FormProofProvider token={(await headers()).get(FORM_TOKEN_HEADER)}>
          <TenantFrame page={portal}>
            <ErrorWordsProvider words={errorWordsOf(portal)}>{children}</ErrorWordsProvider>
          </TenantFrame>
        </FormProofProvider>
        {(await wantsSolution(portal)) && <BotCheck portal={portal} />}
      </body>
    </html>
  )
}
