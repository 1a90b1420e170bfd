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
 * away, even though the brand in it is a tenant's. `sandbox` gives it an origin of its own.
 */
export const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"

type PolicyOptions = {
  isDevelopment: boolean
  isSecure: boolean
  /** `shows`: may hold a frame of its own origin. `is shown`: may stand in one. Everybody else: neither. */
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
 * Whether a POST comes from the page of its own origin.
 *
 * `Referrer-Policy: no-referrer` makes browsers write `Origin: null` when a plain form is sent (Fetch, "append a
 * request Origin header"), so there `Sec-Fetch-Site` is the proof. A request with neither comes from no browser of
 * the last years and carries nobody's cookies against their will; it is let through.
 */
export function isSameOriginPost(origin: string | null, fetchSite: string | null, ownHost: string): boolean {
  if (fetchSite !== null && fetchSite !== 'same-origin' && fetchSite !== 'none') return false
  if (origin === null) return true
  if (origin === 'null') return fetchSite === 'same-origin'
  return isOwnOrigin(origin, ownHost)
}

/** Whether the browser itself says that a POST comes from a page of the same origin. Saying nothing is no proof. */
export function hasSameOriginProof(
  origin: string | null,
  fetchSite: string | null,
  ownHost: string,
): boolean {
  if (fetchSite !== null) return fetchSite === 'same-origin'
  return origin !== null && isOwnOrigin(origin, ownHost)
}
