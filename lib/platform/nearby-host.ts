import { BlockList, isIP } from 'node:net'

const nearby = new BlockList()
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const) {
  nearby.addSubnet(network, prefix, 'ipv4')
}
nearby.addAddress('::1', 'ipv6')
nearby.addSubnet('fc00::', 7, 'ipv6')
nearby.addSubnet('fe80::', 10, 'ipv6')

/**
 * Whether a host can only be on this machine or in one's own network: loopback and private addresses (RFC 1918, RFC 4193),
 * `localhost` and `.test` (RFC 6761), `.internal` (reserved by ICANN in 2024).
 *
 * @param hostname as `URL` gives it: lower case, IPv6 in brackets
 */
export function isNearbyHost(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const version = isIP(name)
  if (version !== 0) return nearby.check(name, version === 4 ? 'ipv4' : 'ipv6')
  return /(^|\.)(localhost|test|internal)$/.test(name)
}
