import { processWide } from '../platform/process-wide'

/**
 * How the thin server in front of Next passes the client's address and the time of arrival to `proxy.ts`. Next would
 * also accept such a header from a client, so the value carries a token that only this process knows.
 */

/** Written by the server, read and erased by the proxy: `<token> <address> <ms>`; the address is `-` where unknown. */
export const HANDOFF_HEADER = 'x-rekey-handoff'
/** Written by the proxy, read by pages and actions; erased from every incoming request. */
export const CLIENT_ADDRESS_HEADER = 'x-rekey-client-address'
/** Written by the proxy: when the request's headers were read, in milliseconds by this process's `performance.now()`. */
export const ARRIVED_AT_HEADER = 'x-rekey-arrived-at'
/** `host` for a request to a tenant's own host, `path` for one to the portal's. */
export const ADDRESS_FORM_HEADER = 'x-rekey-address-form'
/** The slug or host whose tenant the request is for: the only thing that decides it, for pages and for actions. */
export const TENANT_KEY_HEADER = 'x-rekey-tenant-key'
export const NONCE_HEADER = 'x-rekey-nonce'
/** The sealed ticket in the page's address, for links of the page to itself. */
export const TICKET_HEADER = 'x-rekey-ticket'
export const LANGUAGE_HEADER = 'x-rekey-language'
export const TIME_ZONE_HEADER = 'x-rekey-time-zone'
/** `yes` where the browser proved that a POST comes from a page of the same origin; the console's actions demand it. */
export const SAME_ORIGIN_HEADER = 'x-rekey-same-origin'
/** The path of a page of the console, to come back to after signing in. */
export const CONSOLE_PATH_HEADER = 'x-rekey-console-path'
/** The slug of the tenant that a page of the console is about, as its address names it; nobody's rights are looked at. */
export const CONSOLE_TENANT_HEADER = 'x-rekey-console-tenant'

/** Proves, with a cookie, that a form comes from a page of this portal; for browsers that say nothing about that themselves. */
export const FORM_TOKEN_HEADER = 'x-rekey-form-token'
/** On an answer of the proxy: the status that the page is to have. Removed by the server. */
export const STATUS_HEADER = 'x-rekey-status'
/** The value of `?stale=` where a form came without proof; only the proxy's own rewrite sets it. */
export const UNPROVEN_FORM = 'unproven'

/** Everything above: no request may bring its own. */
export const PRIVATE_HEADERS = [
  HANDOFF_HEADER,
  CLIENT_ADDRESS_HEADER,
  ARRIVED_AT_HEADER,
  ADDRESS_FORM_HEADER,
  TENANT_KEY_HEADER,
  NONCE_HEADER,
  TICKET_HEADER,
  LANGUAGE_HEADER,
  TIME_ZONE_HEADER,
  SAME_ORIGIN_HEADER,
  CONSOLE_PATH_HEADER,
  CONSOLE_TENANT_HEADER,
  FORM_TOKEN_HEADER,
] as const

const shared = () => processWide('internal-headers', () => ({ token: '' }))

/** Makes the token of this process. Called once, by the server. */
export function openHandoff(token: string): void {
  shared().token = token
}

/** @param arrivedAt by `performance.now()` */
export function handoffValue(address: string | null, arrivedAt = performance.now()): string {
  return `${shared().token} ${address ?? '-'} ${arrivedAt.toFixed(1)}`
}

type Handoff = {
  /** The address that the server established, or null where it says "unknown". */
  address: string | null
  /** When the headers were read, by `performance.now()`. */
  arrivedAt: number
}

/** What the server handed over; null where the header is absent or forged. */
export function readHandoff(value: string | null): Handoff | null {
  const { token } = shared()
  if (!token || !value?.startsWith(`${token} `)) return null
  const [address, arrivedAt] = value.slice(token.length + 1).split(' ')
  return { address: !address || address === '-' ? null : address, arrivedAt: Number(arrivedAt) }
}

/** When a request arrived, as passed on by the proxy; null where no thin server is in front. */
export function readArrival(value: string | null): number | null {
  return value !== null && /^\d+(\.\d+)?$/.test(value) ? Number(value) : null
}
