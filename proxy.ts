import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import {
  forAwsClients,
  hasStraySlash,
  refusal,
  withNoStore,
  withoutStraySlash,
  withStandingHeaders,
} from '@/lib/aws-endpoint/proxy-answer'
import {
  againPage,
  FORM_COOKIE_SECONDS,
  formCookieName,
  isPlainForm,
  isProvenForm,
  postedForm,
  proofForPage,
} from '@/lib/cross-site/form-proof'
import { consoleTenant, framesOf, isConsolePage, isShownMail } from '@/lib/http/console-address'
import { cookieAttributes } from '@/lib/http/cookies'
import { established } from '@/lib/http/established'
import { hasOwnOrigin, INERT_POLICY, MAIL_POLICY, pagePolicy, sourceOfPost } from '@/lib/http/headers'
import {
  ADDRESS_FORM_HEADER,
  ARRIVED_AT_HEADER,
  CLIENT_ADDRESS_HEADER,
  CONSOLE_PATH_HEADER,
  CONSOLE_TENANT_HEADER,
  FORM_TOKEN_HEADER,
  HANDOFF_HEADER,
  LANGUAGE_HEADER,
  NONCE_HEADER,
  PRIVATE_HEADERS,
  readHandoff,
  SAME_ORIGIN_HEADER,
  STATUS_HEADER,
  TENANT_KEY_HEADER,
  TICKET_HEADER,
  TIME_ZONE_HEADER,
} from '@/lib/http/internal-headers'
import {
  isCleanFormPage,
  isForMachines,
  isFormPage,
  isReadablePath,
  languageChoice,
  languageCookieNames,
  wantsPage,
} from '@/lib/http/page-address'
import { canonicalHost, type TenantAddress, tenantAddress } from '@/lib/http/tenant-address'
import { carriesCode } from '@/lib/links/link'
import { env, runsOnVercel } from '@/lib/platform/env'
import { markProxyProcess } from '@/lib/platform/proxy-process'
import { toldWhereAnswered } from '@/server/answered-by-proxy'

// Static files carry their headers from next.config.js. The look-ahead is bound to whole segments.
export const config = { matcher: '/((?!_next/static/|fonts/|favicon\\.ico$).*)' }

markProxyProcess()

const allowedMethods = new Set(['GET', 'HEAD', 'POST', 'OPTIONS'])

/** Its clients are programs: they send no person's cookies, and the endpoint itself checks their origin. */
const isAwsEndpoint = (address: TenantAddress): boolean =>
  (address.form === 'path' || address.form === 'host') && /^\/cognito\/?$/.test(address.pathname)

const isStartPage = (address: TenantAddress): boolean => address.form === 'portal' && address.pathname === '/'

/** The headers that the app sees: without those that a client may not set, with the established facts. */
function innerHeaders(request: NextRequest, address: TenantAddress, nonce: string, policy: string): Headers {
  const headers = new Headers(request.headers)
  const { address: clientAddress, arrivedAt } = established(request.headers)
  for (const name of PRIVATE_HEADERS) headers.delete(name)
  if (clientAddress !== null) headers.set(CLIENT_ADDRESS_HEADER, clientAddress)
  if (arrivedAt !== null) headers.set(ARRIVED_AT_HEADER, String(arrivedAt))
  headers.set(ADDRESS_FORM_HEADER, address.form)
  if (address.form === 'path' || address.form === 'host') headers.set(TENANT_KEY_HEADER, address.key)
  // Neither nobody's address nor the start page has an action.
  if (address.form === 'none' || isStartPage(address)) headers.delete('next-action')
  // Next would pass an action on to the page that has it, by a request to itself; forms here post to their own page.
  else if (headers.has('next-action')) headers.set('x-action-forwarded', '1')
  if (address.form === 'portal' && /^\/admin(\/|$)/.test(address.pathname)) {
    headers.set(CONSOLE_PATH_HEADER, address.pathname)
    const slug = consoleTenant(address.pathname, request.nextUrl.searchParams)
    if (slug !== null) headers.set(CONSOLE_TENANT_HEADER, slug)
  }
  headers.set(NONCE_HEADER, nonce)
  // Next takes the nonce for its scripts from this header, even if a client sends it.
  headers.set('content-security-policy', policy)
  const ticket = request.nextUrl.searchParams.get('k')
  if (ticket !== null && /^[\w.-]{1,2000}$/.test(ticket)) headers.set(TICKET_HEADER, ticket)
  const language = languageChoice(
    request.nextUrl.searchParams.get('lang'),
    languageNames()
      .map((name) => request.cookies.get(name)?.value)
      .find((value) => value !== undefined),
  )
  if (language !== null) headers.set(LANGUAGE_HEADER, language)
  const timeZone = runsOnVercel() ? request.headers.get('x-vercel-ip-timezone') : null
  if (timeZone !== null) headers.set(TIME_ZONE_HEADER, timeZone)
  if (isProvenPost(request)) headers.set(SAME_ORIGIN_HEADER, 'yes')
  // The check was made here; Next's own would refuse the `null` that browsers send under `no-referrer`.
  // The AWS endpoint keeps it, because the tenant decides which apps may call it.
  if (request.method === 'POST' && !isAwsEndpoint(address))
    headers.set('origin', `${request.nextUrl.protocol}//${ownHost(request)}`)
  return headers
}

const hasThinServer = (request: NextRequest): boolean =>
  readHandoff(request.headers.get(HANDOFF_HEADER)) !== null

const isSecurePortal = () => env().REKEY_BASE_URL.startsWith('https:')

const languageNames = () => languageCookieNames(isSecurePortal())

const isProvenPost = (request: NextRequest): boolean =>
  request.method === 'POST' && hasOwnOrigin(request.headers, ownHost(request))

const ownHost = (request: NextRequest): string =>
  canonicalHost(request.headers.get('host') ?? '', request.nextUrl.protocol)

const proofOf = (request: NextRequest, address: TenantAddress, isSecure: boolean, isOffered: boolean) =>
  (address.form === 'path' || address.form === 'host') && (isOffered || isFormPage(address.pathname))
    ? proofForPage(request, address.key, isSecure)
    : null

function route(
  request: NextRequest,
  address: TenantAddress,
  headers: Headers,
  again: string | null,
): NextResponse {
  const search = again ?? request.nextUrl.search
  const rewriteTo = (pathname: string) => {
    const url = request.nextUrl.clone()
    url.pathname = pathname
    url.search = search
    return NextResponse.rewrite(url, { request: { headers } })
  }
  if (address.form === 'none') return rewriteTo('/-/-')
  if (address.form === 'portal') return NextResponse.next({ request: { headers } })
  // A link to the form itself is treated like any link, and ends at a clean address.
  const isLink = address.pathname === '/reset' && request.method !== 'POST' && carriesCode(search)
  const page = isLink ? '/link' : address.pathname
  if (address.form === 'host' || isLink) return rewriteTo(`/${address.key}${page === '/' ? '' : page}`)
  if (again !== null) return rewriteTo(`/${address.key}${address.pathname}`)
  return NextResponse.next({ request: { headers } })
}

type PageAddress = Extract<TenantAddress, { form: 'path' | 'host' }>

/**
 * If the browser doesn't say where a form comes from, its token may. A form without proof does nothing: the person gets
 * it again, with the name, to send it once more from this page.
 */
async function judgeForm(request: NextRequest, address: PageAddress, isForeign: boolean) {
  const form = await postedForm(request)
  if (!isForeign && isProvenForm(form, request, address.key, isSecurePortal()))
    return respond(request, address)
  const { page, search } = againPage(form, address.pathname)
  return respond(request, { ...address, pathname: page }, search)
}

/** A person who follows a broken link gets the page that says so in their language; scanners get a line. */
function unreadable(request: NextRequest): NextResponse {
  const isShown = request.method === 'GET' && wantsPage((name) => request.headers.get(name))
  return isShown ? respond(request, { form: 'none' }) : refusal(404, 'Not found')
}

/**
 * The edge of the portal: maps the address to a tenant's path and applies the checks that every request needs. Reads no
 * database, and a body only where a form's browser doesn't say where it comes from.
 */
function decide(request: NextRequest): NextResponse | Promise<NextResponse> {
  const { pathname } = request.nextUrl
  if (!allowedMethods.has(request.method)) return refusal(405, 'Method not allowed')
  if (!isReadablePath(pathname)) return unreadable(request)
  if (hasStraySlash(request)) return withoutStraySlash(request)

  const { REKEY_BASE_URL: baseUrl } = env()
  const address: TenantAddress = isForMachines(pathname)
    ? { form: 'portal', pathname }
    : tenantAddress(ownHost(request), pathname, baseUrl)

  const toAwsClient = forAwsClients(request, isAwsEndpoint(address))
  if (toAwsClient !== null) return toAwsClient

  const isPage = address.form === 'path' || address.form === 'host'
  if (request.method === 'POST' && !isAwsEndpoint(address)) {
    const source = sourceOfPost(request.headers, ownHost(request))
    if (source !== 'same' && isPage && isPlainForm(request))
      return judgeForm(request, address, source === 'foreign')
    if (source !== 'same') return refusal(403, 'This form was sent from another site.')
  }
  // The console changes nothing for a request that none of its own pages sent. The actual check is in every action.
  if (request.method === 'POST' && address.form === 'portal' && !isProvenPost(request)) {
    return withStandingHeaders(refusal(403, 'This form was sent from another site.'))
  }
  return respond(request, address)
}

export const proxy = toldWhereAnswered(decide)

/** @param again the query of the page that offers an unproven form again, in place of what it was sent to */
function respond(request: NextRequest, address: TenantAddress, again: string | null = null): NextResponse {
  const isPage = address.form === 'path' || address.form === 'host'
  const nonce = randomBytes(18).toString('base64')
  const isSecure = isSecurePortal()
  const frames = framesOf(address)
  const isDevelopment = env().NODE_ENV === 'development'
  const policy = pagePolicy(nonce, { isDevelopment, isSecure, frames })
  const headers = innerHeaders(request, address, nonce, policy)
  const isClean = isPage && isCleanFormPage(address.pathname, again === null ? request.nextUrl.search : '')
  const proof = proofOf(request, address, isSecure, again !== null)
  if (proof !== null) headers.set(FORM_TOKEN_HEADER, proof.token)
  // Without its content type Next doesn't treat it as a form, and so doesn't run its action.
  if (again !== null) headers.set('content-type', 'text/plain')
  const response = route(request, address, headers, again)
  const isFile = isPage && address.pathname.startsWith('/assets/')
  response.headers.set(
    'Content-Security-Policy',
    isFile ? INERT_POLICY : isShownMail(address) ? MAIL_POLICY : policy,
  )
  const asked = languageChoice(request.nextUrl.searchParams.get('lang'), undefined)
  const scope = { basePath: address.form === 'path' ? `/${address.key}` : '', isSecure }
  if (isPage && asked !== null)
    response.cookies.set(languageNames()[0], asked, cookieAttributes(scope, '', 31_536_000))
  if (proof?.isNew)
    response.cookies.set(
      formCookieName(isSecure),
      proof.cookie,
      cookieAttributes(scope, '', FORM_COOKIE_SECONDS),
    )
  // The thin server gives them to every answer that lacks them, for a fraction of what they cost here.
  if (!hasThinServer(request)) withStandingHeaders(response)
  if (isClean || again !== null || isConsolePage(address))
    response.headers.set('Referrer-Policy', 'same-origin')
  if (again !== null) response.headers.set(STATUS_HEADER, '403')
  if (frames === 'is shown') response.headers.set('X-Frame-Options', 'SAMEORIGIN')
  if (!isFile) return withNoStore(response)
  // The logo is also in mails, which other sites show.
  response.headers.set('Cross-Origin-Resource-Policy', 'cross-origin')
  return response
}
