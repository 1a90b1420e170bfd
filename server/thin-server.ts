import type { IncomingHttpHeaders } from 'node:http'
import { clientAddress } from '../lib/http/client-address'
import { HANDOFF_HEADER, handoffValue } from '../lib/http/internal-headers'
import { isForMachines } from '../lib/http/page-address'
import { canonicalHost } from '../lib/http/tenant-address'
import { readTraceparent } from '../lib/http/traceparent'
import type { Upstream } from '../lib/platform/tracing'

/** Decides which requests Next gets to see, and with which headers. Pure, so that it can be tested without a server. */

/** Headers that a client may not set: facts that only a proxy, the platform, this server or Next itself can know. */
const untrustedHeaders =
  /^(forwarded|via|x-forwarded-.*|x-real-ip|x-client-ip|x-cluster-client-ip|x-host|x-original-.*|x-rewrite-url|x-vercel-.*|x-now-.*|cf-.*|true-client-ip|fastly-client-ip|cloudfront-viewer-.*|x-rekey-.*|x-middleware-.*|x-invoke-.*|x-matched-path|x-next-.*|x-nextjs-.*|x-action-.*|x-prerender-.*|next-resume.*|content-security-policy.*|x-nonce|traceparent|tracestate|baggage)$/

/** Larger than any form of the portal; Next's own limit for actions is the same. */
const PAGE_BODY_BYTES = 64 * 1024
/** The endpoint itself accepts 512 KB and refuses more in AWS's own shape; this only limits what it has to read. */
const AWS_BODY_BYTES = 2 * 1024 * 1024
/** Larger than any picture of a brand. */
const CONSOLE_BODY_BYTES = 3 * 1024 * 1024

export type Settings = { trustedHops: number; baseUrl: string }

/** The last entry of a list header, which the nearest proxy wrote. */
const nearest = (value: string | undefined): string | undefined =>
  value?.split(',').at(-1)?.trim() || undefined
const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(',') : value

/** The requested host, and whether by https. Headers count only where a proxy in front is trusted to set them. */
export function factsOf(headers: IncomingHttpHeaders, { trustedHops, baseUrl }: Settings) {
  const { host = '', 'x-forwarded-host': forwardedHost, 'x-forwarded-proto': forwardedProto } = headers
  const isBehindProxy = trustedHops > 0
  const proto = isBehindProxy ? nearest(single(forwardedProto)) : undefined
  const isSecure = proto === undefined ? baseUrl.startsWith('https:') : proto === 'https'
  const asked = (isBehindProxy && nearest(single(forwardedHost))) || host
  return { host: canonicalHost(asked, isSecure ? 'https:' : 'http:'), isSecure }
}

/** The trace that a proxy in front began; what a visitor writes there counts no more than the address that they claim. */
export const upstreamTrace = (
  { traceparent }: IncomingHttpHeaders,
  { trustedHops }: Settings,
): Upstream | null => (trustedHops > 0 ? readTraceparent(single(traceparent)) : null)

/** Replaces, in place, what the client said about itself with what this server knows. */
export function establish(
  headers: IncomingHttpHeaders,
  socketAddress: string | undefined,
  settings: Settings,
): void {
  const { host, isSecure } = factsOf(headers, settings)
  const address = clientAddress(socketAddress, single(headers['x-forwarded-for']), settings.trustedHops)
  for (const name of Object.keys(headers)) {
    if (untrustedHeaders.test(name)) delete headers[name]
  }
  // A probe of HTTP/1.0 may name no host.
  headers.host = host || new URL(settings.baseUrl).host
  headers['x-forwarded-host'] = headers.host
  headers['x-forwarded-proto'] = isSecure ? 'https' : 'http'
  headers['x-forwarded-for'] = address ?? 'unknown'
  headers[HANDOFF_HEADER] = handoffValue(address)
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? ''

/** The size limit for the body of a request to this address. */
export function bodyLimitBytes(url: string): number {
  const path = pathOf(url)
  if (/^\/(admin|api)(\/|$)/.test(path)) return CONSOLE_BODY_BYTES
  return /\/cognito\/?$/.test(path) ? AWS_BODY_BYTES : PAGE_BODY_BYTES
}

/** The console's routes that take a POST. Their answers are their own, whatever the status. */
const consoleRoutes =
  /^\/admin\/([^/]+\/(brand\/(pictures|file|words)|health\/run)|overview\/(search\/find|side)|activity\/person)$/

/** Whether a POST here has to be a page's action; other addresses are routes for files and programs. */
export const takesActions = (url: string): boolean =>
  !/^\/api(\/|$)|\/cognito\/?$/.test(pathOf(url)) && !consoleRoutes.test(pathOf(url))

export type Asked = {
  url: string
  method: string
  headers: IncomingHttpHeaders
  /** How many `Host` lines came. Node shows the first of them. */
  hostLines: number
  httpVersion: string
}

/** There must be exactly one valid host. Only an HTTP/1.0 probe may leave it out (RFC 9112 §3.2). */
function isReadableHost(path: string, { hostLines, httpVersion }: Asked, host: string): boolean {
  if (hostLines === 0) return httpVersion === '1.0' && isForMachines(path)
  return hostLines === 1 && /^[\w.:[\]-]+$/.test(host)
}

/**
 * Why a request can't be for this portal at all, as a status; null where it can.
 *
 * @param host the one that counts, from `factsOf`
 */
export function refusalOf(asked: Asked, host: string): 400 | 405 | 413 | null {
  const { url, method, headers } = asked
  const path = pathOf(url)
  // An absolute-form or schemeless target would be redirected to the host that it names.
  if (!path.startsWith('/') || /\/\/|\\/.test(path)) return 400
  // `..` would be resolved before the tenant is read from the path, but not by the router afterwards.
  if (/\/(\.|%2e){1,2}(\/|$)/i.test(path)) return 400
  try {
    decodeURIComponent(path)
  } catch {
    return 400
  }
  if (!/^(GET|HEAD|POST|OPTIONS)$/.test(method)) return 405
  if (Number(headers['content-length'] ?? 0) > bodyLimitBytes(url)) return 413
  return isReadableHost(path, asked, host) ? null : 400
}

/**
 * Time limits of a connection, in milliseconds. An idle one is kept longer than the balancer in front keeps it (60 s at
 * AWS's load balancers), else a request can arrive just as it closes. Node requires the others to be higher.
 */
export function connectionTimes(keepAliveSeconds: number) {
  const keepAliveTimeout = keepAliveSeconds * 1000
  return {
    keepAliveTimeout,
    headersTimeout: keepAliveTimeout + 5_000,
    requestTimeout: keepAliveTimeout + 30_000,
  }
}

/** For what Node's parser refuses before there is a request (`clientError`). */
export function statusOfParserFault(code: string | undefined): 400 | 408 | 413 | 431 {
  if (code === 'HPE_HEADER_OVERFLOW') return 431
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return 413
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
}
