import { parseIp } from './ip-network'

const NEARBY = new Set(['loopback', 'private', 'linkLocal', 'uniqueLocal'])

/**
 * Whether a host can only be on this machine or in the local network: loopback and private addresses (RFC 1918, RFC
 * 4193), `localhost` and `.test` (RFC 6761), `.internal` (reserved by ICANN in 2024).
 *
 * @param hostname as `URL` gives it: lower case, IPv6 in brackets
 */
export function isNearbyHost(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const ip = parseIp(name)
  if (ip !== null) return NEARBY.has(ip.range())
  return /(^|\.)(localhost|test|internal)$/.test(name)
}
