import { canonicalHost } from './tenant-address'

/** The headers of every answer, and the policy of every page. Numbers and names from OWASP ASVS 5.0, chapter 3. */

export const STANDING_HEADERS: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex',
}

/** For answers that are no pages: nothing may load, nothing may frame them. */
export const INERT_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * For a mail that the console shows: its own styles and the tenant's pictures, and nothing that could run, send or lead
 * away, even though the brand in it is a tenant's. The sandbox runs no script, whoever's; `allow-same-origin` lets the
 * editor around the frame find out which text was pressed.
 */
export const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"

type PolicyOptions = {
  isDevelopment: boolean
  isSecure: boolean
  /** `shows`: may contain a frame of its own origin. `is shown`: may be in one. Any other page: neither. */
  frames?: 'none' | 'shows' | 'is shown'
}

/**
 * The Content Security Policy of a page: scripts and styles by nonce, everything else from the same origin.
 *
 * @param nonce at least 128 random bits, new for each answer
 * @param isDevelopment React's debugging needs `eval` and Next's styles arrive as links while developing
 * @param isSecure whether the page is served over https, so that stray http addresses can be upgraded
 */
export function pagePolicy(
  nonce: string,
  { isDevelopment, isSecure, frames = 'none' }: PolicyOptions,
): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    ...(frames === 'shows' ? ["frame-src 'self'"] : []),
    `frame-ancestors ${frames === 'is shown' ? "'self'" : "'none'"}`,
    ...(isSecure ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

const isOwnOrigin = (origin: string, ownHost: string): boolean => {
  if (!URL.canParse(origin)) return false
  const { host, protocol } = new URL(origin)
  return canonicalHost(host, protocol) === ownHost
}

/**
 * Where a POST comes from. `same`: a page of its own origin, or a program that sends no cookies. `foreign`: elsewhere.
 * `unsaid`: an old browser that hides its origin, or says nothing and sends cookies; a form's token can prove it.
 *
 * Browsers write `Origin: null` for a plain form under `Referrer-Policy: no-referrer` (Fetch, "append a request Origin
 * header"); there `Sec-Fetch-Site` is the proof, which no page can forge.
 */
export function sourceOfPost(request: Headers, ownHost: string): 'same' | 'foreign' | 'unsaid' {
  const [origin, fetchSite] = [request.get('origin'), request.get('sec-fetch-site')]
  if (fetchSite !== null && fetchSite !== 'same-origin' && fetchSite !== 'none') return 'foreign'
  if (origin !== null && origin !== 'null') return isOwnOrigin(origin, ownHost) ? 'same' : 'foreign'
  if (fetchSite === 'same-origin') return 'same'
  if (origin === 'null') return fetchSite === null ? 'unsaid' : 'foreign'
  return fetchSite !== null || !request.has('cookie') ? 'same' : 'unsaid'
}

/** Whether the browser itself names this origin as the source. The console accepts nothing else as proof. */
export function hasOwnOrigin(request: Headers, ownHost: string): boolean {
  const [origin, fetchSite] = [request.get('origin'), request.get('sec-fetch-site')]
  return origin !== null && isOwnOrigin(origin, ownHost) && (fetchSite ?? 'same-origin') === 'same-origin'
}
