import 'server-only'
import { cookies, headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { publishedBrand } from '@/lib/brand/published'
import type { Brand } from '@/lib/brand/schema'
import { env } from '@/lib/env'
import { directionOf, type Locale } from '@/lib/i18n/catalogues'
import { chooseLocale, offeredLocales } from '@/lib/i18n/choose-locale'
import { type Translator, translator } from '@/lib/i18n/translator'
import {
  ADDRESS_FORM_HEADER,
  LANGUAGE_HEADER,
  NONCE_HEADER,
  TENANT_KEY_HEADER,
  TIME_ZONE_HEADER,
} from '@/lib/request/address-handoff'
import { type CookieScope, cookieName } from '@/lib/request/cookies'
import {
  type Arrival,
  type Ask,
  journeyCookie,
  openStep,
  type Problem,
  type Receipt,
  type Retry,
  type Steps,
} from '@/lib/reset/journey'
import { findTenant } from '@/lib/tenants/resolve'
import type { Tenant } from '@/lib/tenants/tenant'

/** Everything that a page or an action knows about where it is: whose, in which language, under which address. */
export type Portal = {
  tenant: Tenant
  brand: Brand
  locale: Locale
  offered: Locale[]
  direction: 'ltr' | 'rtl'
  t: Translator
  scope: CookieScope
  /** The address of one of the tenant's pages as the browser sees it, e.g. `/acme/reset` or `/reset`. */
  path: (page: string) => string
  nonce: string
  timeZone: string | null
}

export type PortalLookup = { kind: 'open'; portal: Portal } | { kind: 'none' } | { kind: 'away' }

/**
 * The one place where a request finds its tenant. Only the address decides, as `proxy.ts` read it: no parameter, form
 * field, cookie or bound argument can name another one.
 */
export const lookUpPortal = cache(async (): Promise<PortalLookup> => {
  const requestHeaders = await headers()
  const key = requestHeaders.get(TENANT_KEY_HEADER)
  if (key === null) return { kind: 'none' }
  try {
    const tenant = await findTenant(key)
    return tenant === null ? { kind: 'none' } : { kind: 'open', portal: openPortal(tenant, requestHeaders) }
  } catch (error) {
    if (error instanceof Error && error.name === 'TenantStoreUnavailable') return { kind: 'away' }
    throw error
  }
})

function openPortal(tenant: Tenant, requestHeaders: Headers): Portal {
  const { brand } = publishedBrand(tenant)
  const offered = offeredLocales(tenant.locales)
  const locale = chooseLocale(offered, {
    chosen: requestHeaders.get(LANGUAGE_HEADER),
    acceptLanguage: requestHeaders.get('accept-language'),
  })
  const basePath = requestHeaders.get(ADDRESS_FORM_HEADER) === 'host' ? '' : `/${tenant.slug}`
  return {
    tenant,
    brand,
    locale,
    offered,
    direction: directionOf(locale),
    t: translator(locale, brand.words[locale], tenant.signInWith),
    scope: { basePath, isSecure: env().REKEY_BASE_URL.startsWith('https:') },
    path: (page) => `${basePath}${page}`,
    nonce: requestHeaders.get(NONCE_HEADER) ?? '',
    timeZone: requestHeaders.get(TIME_ZONE_HEADER),
  }
}

/** The nonce of this answer, for pages without a tenant. */
export async function nonceOfRequest(): Promise<string> {
  return (await headers()).get(NONCE_HEADER) ?? ''
}

/** The portal of this request, for pages. Answers with the plain 404 where there is none. */
export async function getPortal(): Promise<Portal> {
  const lookup = await lookUpPortal()
  if (lookup.kind !== 'open') notFound()
  return lookup.portal
}

/** A step of the journey out of its cookie, or null. */
export async function readStep(portal: Portal, kind: 'ask'): Promise<Ask | null>
export async function readStep(portal: Portal, kind: 'arrival'): Promise<Arrival | null>
export async function readStep(portal: Portal, kind: 'retry'): Promise<Retry | null>
export async function readStep(portal: Portal, kind: 'problem'): Promise<Problem | null>
export async function readStep(portal: Portal, kind: 'receipt' | 'doubt'): Promise<Receipt | null>
export async function readStep(portal: Portal, kind: keyof Steps) {
  const name = cookieName(journeyCookie(kind).cookie, portal.scope.isSecure)
  return openStep(kind, portal.tenant.id, (await cookies()).get(name)?.value)
}
