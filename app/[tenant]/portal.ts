import 'server-only'
import { cookies, headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { after } from 'next/server'
import { services } from '@/app/services'
import type { Brand } from '@/lib/brand/schema'
import { type CookieScope, cookieName } from '@/lib/http/cookies'
import {
  ADDRESS_FORM_HEADER,
  LANGUAGE_HEADER,
  NONCE_HEADER,
  TENANT_KEY_HEADER,
  TICKET_HEADER,
  TIME_ZONE_HEADER,
} from '@/lib/http/internal-headers'
import { chooseLocale, inMenuOrder, offeredLocales } from '@/lib/i18n/choose-locale'
import { type Language, type Locale, languageOf } from '@/lib/i18n/languages'
import { localeOfRequest } from '@/lib/i18n/request-locale'
import { loadTranslator, type Translator } from '@/lib/i18n/translator'
import { idempotencyKey } from '@/lib/idempotency/confirmations'
import { normaliseUsername } from '@/lib/input/username-key'
import { LINK_KINDS, type LinkKind } from '@/lib/link-kinds'
import { type Opened, openStep, type Receipt, type Steps } from '@/lib/links/journey'
import { placeOf } from '@/lib/links/places'
import type { PasswordPolicy } from '@/lib/passwords/policy'
import { env } from '@/lib/platform/env'
import { noteTenant } from '@/lib/platform/tracing'
import { publishedBrand } from '@/lib/tenants/brand/published'
import { signInAddress } from '@/lib/tenants/sign-in-address'
import type { Tenant } from '@/lib/tenants/tenant'

/** The tenant, language and address that a page or an action runs under. */
export type Portal = {
  tenant: Tenant
  brand: Brand
  /** The rules for a new password: the pool's, where IAM lets the portal read them, else the tenant's own copy. */
  policy: PasswordPolicy
  locale: Locale
  language: Language
  offered: readonly Language[]
  t: Translator
  scope: CookieScope
  /** The address of one of the tenant's pages as the browser sees it, e.g. `/acme/reset` or `/reset`. */
  path: (page: string) => string
  nonce: string
  /** The ticket that the page's address carries, if any; not opened yet. */
  ticket: string | null
  timeZone: string | null
}

export type PortalLookup =
  | { kind: 'open'; portal: Portal }
  | { kind: 'none' }
  /** `isForm`: a form was sent, with which nothing can have been done; a page may be one that follows a change. */
  | { kind: 'away'; isForm: boolean }

/** By the request's own headers: an action and the page that shows its answer are one request. */
const lookups = new WeakMap<Headers, Promise<PortalLookup>>()

/**
 * The one place where a request finds its tenant. Only the address decides, as read by `proxy.ts`: no parameter, form
 * field, cookie or bound argument can name another one. A request looks once, so that a page never says anything else of
 * its tenant than the action before it found.
 */
export async function lookUpPortal(): Promise<PortalLookup> {
  const requestHeaders = await headers()
  const known = lookups.get(requestHeaders)
  if (known !== undefined) return known
  const lookup = lookUp(requestHeaders)
  lookups.set(requestHeaders, lookup)
  return lookup
}

async function lookUp(requestHeaders: Headers): Promise<PortalLookup> {
  const key = requestHeaders.get(TENANT_KEY_HEADER)
  if (key === null) return { kind: 'none' }
  try {
    const tenant = await services().tenants.find(key)
    return tenant === null
      ? { kind: 'none' }
      : { kind: 'open', portal: await openPortal(tenant, requestHeaders) }
  } catch (error) {
    if (error instanceof Error && error.name === 'TenantStoreUnavailable')
      return { kind: 'away', isForm: requestHeaders.has('content-type') }
    throw error
  }
}

async function openPortal(tenant: Tenant, requestHeaders: Headers): Promise<Portal> {
  noteTenant(tenant.slug)
  const { brand } = publishedBrand(tenant)
  const offered = offeredLocales(tenant.locales)
  const acceptLanguage = requestHeaders.get('accept-language')
  const locale = chooseLocale(offered, { chosen: requestHeaders.get(LANGUAGE_HEADER), acceptLanguage })
  const basePath = requestHeaders.get(ADDRESS_FORM_HEADER) === 'host' ? '' : `/${tenant.slug}`
  return {
    tenant: { ...tenant, continueUrl: signInAddress(tenant) },
    brand,
    policy: policyOf(tenant),
    locale,
    language: languageOf(locale),
    offered: inMenuOrder(offered, acceptLanguage).map(languageOf),
    t: await loadTranslator(locale, brand.words[locale], tenant.signInWith),
    scope: { basePath, isSecure: env().REKEY_BASE_URL.startsWith('https:') },
    path: (page) => `${basePath}${page}`,
    nonce: requestHeaders.get(NONCE_HEADER) ?? '',
    ticket: requestHeaders.get(TICKET_HEADER),
    timeZone: requestHeaders.get(TIME_ZONE_HEADER),
  }
}

/** What is known of the pool's rules; no page waits for a newer reading, which is taken behind its answer. */
function policyOf(tenant: Tenant): PasswordPolicy {
  const { policies, replicas } = services()
  for (const look of [policies.due(tenant), replicas.due(tenant)]) if (look !== null) after(look)
  return policies.of(tenant).policy
}

/** Whether this tenant's pages ask browsers to solve a challenge at this moment. */
export const wantsSolution = ({ tenant }: Portal): Promise<boolean> => services().botChecks.isWanted(tenant)

/** A result with the way on: back to where the person came from, else to the tenant's own sign-in. */
export const withWayOn = ({ tenant }: Portal, receipt: Receipt): Receipt => ({
  ...receipt,
  returnTo: receipt.returnTo ?? signInAddress(tenant, receipt.username),
})

/** The language of a page without a tenant: what the person chose, else what the browser asks for. */
export async function localeWithoutTenant(): Promise<Locale> {
  const asked = await headers()
  return localeOfRequest(asked.get(LANGUAGE_HEADER), asked.get('accept-language'))
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

/** The parameter `?k=` of a page's address with a step's ticket; anybody may repeat it. */
export type TicketParameter = string | string[] | undefined

/** A step from the ticket in an address or a form; null where it doesn't open here. */
export function openTicket<K extends keyof Steps>(
  { tenant }: Portal,
  kind: K,
  ticket: TicketParameter | null,
  link: LinkKind = LINK_KINDS.reset,
  now = new Date(),
): Opened<K> | null {
  return openStep('ticket', kind, tenant.id, typeof ticket === 'string' ? ticket : null, now, link)
}

/**
 * A step of the journey from its cookie or a ticket, whichever is later; says so if its time is over. Null where
 * neither opens.
 *
 * @param ticket from an address or a form, for browsers that keep no cookies
 */
export async function findStep<K extends keyof Steps>(
  portal: Portal,
  kind: K,
  ticket: TicketParameter | null,
  link: LinkKind = LINK_KINDS.reset,
  now = new Date(),
): Promise<Opened<K> | null> {
  const name = cookieName(placeOf(kind, link).cookie, portal.scope.isSecure)
  const kept = openStep('cookie', kind, portal.tenant.id, (await cookies()).get(name)?.value, now, link)
  const carried = openTicket(portal, kind, ticket, link, now)
  if (kept === null || carried === null) return kept ?? carried
  if (kept.isOver !== carried.isOver) return kept.isOver ? carried : kept
  return carried.sealedAt >= kept.sealedAt ? carried : kept
}

/** A step of the journey from its cookie alone, while its time lasts; else null. */
export async function readStep<K extends keyof Steps>(
  portal: Portal,
  kind: K,
  link: LinkKind = LINK_KINDS.reset,
): Promise<Steps[K] | null> {
  const found = await findStep(portal, kind, null, link)
  return found === null || found.isOver ? null : found.step
}

/**
 * This browser's receipt for having used this code already, with success; null where it has none. From the
 * cookie only: anybody can pass a ticket on, so none may decide an attempt.
 */
export async function findReceipt(
  portal: Portal,
  username: string | null,
  code: string | null,
  link: LinkKind = LINK_KINDS.reset,
): Promise<Receipt | null> {
  const receipt = await readStep(portal, 'receipt', link)
  if (username === null || code === null || receipt?.kind !== 'done') return null
  return receipt.attempt === idempotencyKey(link.kind, portal.tenant.id, normaliseUsername(username), code)
    ? receipt
    : null
}
