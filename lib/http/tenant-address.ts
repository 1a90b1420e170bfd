/**
 * Turns the address of a request into a tenant's key. Pure; no other module reads the host.
 *
 * A slug has no dot and a host always has one, so one string serves as key for both.
 */

export type TenantAddress =
  | { form: 'portal'; pathname: string }
  | { form: 'path' | 'host'; key: string; pathname: string }
  | { form: 'none' }

/** First segments on the portal's own host that are routes of the portal and can't be a tenant's slug. */
const portalRoutes = new Set(['admin', 'api', 'preview'])

const slugPattern = /^[a-z0-9-]{1,63}$/
const hostPattern = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/
const defaultPorts: Record<string, string> = { 'http:': '80', 'https:': '443' }
const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

function splitPort(host: string): { name: string; port: string } {
  const match = /^(.*?)(?::(\d+))?$/.exec(host)
  return { name: match?.[1] ?? host, port: match?.[2] ?? '' }
}

/**
 * A `Host` as an address has it: in lower case, without the dot that ends an absolute name (RFC 3986 §3.2.2) and without
 * the scheme's own port, which some balancers write.
 *
 * @param protocol `http:` or `https:`
 */
export function canonicalHost(host: string, protocol: string): string {
  const { name, port } = splitPort(host.toLowerCase())
  const bare = name.replace(/(?<=[^.])\.$/, '')
  return port === '' || port === defaultPorts[protocol] ? bare : `${bare}:${port}`
}

/** Whether a `Host` is the portal's own. The names of the loopback interface stand for each other. */
export function isPortalHost(host: string, baseUrl: string): boolean {
  const own = new URL(baseUrl)
  const { name, port } = splitPort(canonicalHost(host, own.protocol))
  if (port !== own.port) return false
  return name === own.hostname || (loopbackNames.has(own.hostname) && loopbackNames.has(name))
}

/**
 * @param host the `Host` header, with its port
 * @param pathname as in the request line, still percent-encoded
 */
export function tenantAddress(host: string, pathname: string, baseUrl: string): TenantAddress {
  if (isPortalHost(host, baseUrl)) {
    const [, first = '', ...rest] = pathname.split('/')
    if (pathname === '/' || portalRoutes.has(first)) return { form: 'portal', pathname }
    if (!slugPattern.test(first)) return { form: 'none' }
    return { form: 'path', key: first, pathname: `/${rest.join('/')}` }
  }
  const { name } = splitPort(canonicalHost(host, 'https:'))
  // An IP address has dots too, and is no name.
  const isName = hostPattern.test(name) && !/\.\d+$/.test(name)
  return isName ? { form: 'host', key: name, pathname } : { form: 'none' }
}
