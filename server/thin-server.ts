import type { IncomingHttpHeaders } from 'node:http'
import { clientAddress } from '../lib/http/client-address'
import { HANDOFF_HEADER, handoffValue } from '../lib/http/internal-headers'
import { isForMachines } from '../lib/http/page-address'
import { canonicalHost } from '../lib/http/tenant-address'

/** What a request is let in by, before Next sees it: pure, so that it can be tested without a server. */

/** What a client may not tell: facts that only a proxy, the platform, this server or Next itself can know. */
const untrustedHeaders =
  /^(forwarded|via|x-forwarded-.*|x-real-ip|x-client-ip|x-cluster-client-ip|x-host|x-original-.*|x-rewrite-url|x-vercel-.*|x-now-.*|cf-.*|true-client-ip|fastly-client-ip|cloudfront-viewer-.*|x-rekey-.*|x-middleware-.*|x-invoke-.*|x-matched-path|x-next-.*|x-nextjs-.*|x-action-.*|x-prerender-.*|next-resume.*|content-security-policy.*|x-nonce)$/

/** Larger than any form of the portal; Next's own limit for actions is the same. */
const PAGE_BODY_BYTES = 64 * 1024
/** The endpoint itself takes 512 KB and refuses more in AWS's own shape; this only bounds what it has to read. */
const AWS_BODY_BYTES = 2 * 1024 * 1024
/** Larger than any picture of a brand. */
const CONSOLE_BODY_BYTES = 3 * 1024 * 1024

export type Settings = { trustedHops: number; baseUrl: string }

/** The last entry of a list header: what the nearest proxy wrote. */
const nearest = (value: string | undefined): string | undefined =>
  value?.split(',').at(-1)?.trim() || undefined
const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(',') : value

/** The host that was asked and whether by https. Headers count only where a proxy in front is trusted to set them. */
export function factsOf(headers: IncomingHttpHeaders, { trustedHops, baseUrl }: Settings) {
  const { host = '', 'x-forwarded-host': forwardedHost, 'x-forwarded-proto': forwardedProto } = headers
  const isBehindProxy = trustedHops > 0
  const proto = isBehindProxy ? nearest(single(forwardedProto)) : undefined
  const isSecure = proto === undefined ? baseUrl.startsWith('https:') : proto === 'https'
  const asked = (isBehindProxy && nearest(single(forwardedHost))) || host
  return { host: canonicalHost(asked, isSecure ? 'https:' : 'http:'), isSecure }
}

/** Replaces, in place, whatever the client said about itself by what this server knows. */
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

/** How long the body of a request to this address may be. */
export function bodyLimitBytes(url: string): number {
  const path = pathOf(url)
  if (/^\/(admin|api)(\/|$)/.test(path)) return CONSOLE_BODY_BYTES
  return /\/cognito\/?$/.test(path) ? AWS_BODY_BYTES : PAGE_BODY_BYTES
}

/** Whether what is posted here is an action of a page or nothing; elsewhere routes take files and programs' requests. */
export const takesActions = (url: string): boolean =>
  !/^\/api(\/|$)|\/cognito\/?$|^\/admin\/[^/]+\/brand\/(pictures|file)$/.test(pathOf(url))

export type Asked = {
  url: string
  method: string
  headers: IncomingHttpHeaders
  /** How many `Host` lines came. Node shows the first of them. */
  hostLines: number
  httpVersion: string
}

/** The host has to be one, said once. Only a probe of HTTP/1.0 may leave it out (RFC 9112 §3.2). */
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
  // A step up would be taken before the tenant is read off the path, and not by the router after it.
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
 * How long a connection may take its time, in milliseconds. One that is idle is kept longer than the balancer in front
 * keeps it, else a request can meet its end (60 s at AWS's load balancers). Node wants the others above it.
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
