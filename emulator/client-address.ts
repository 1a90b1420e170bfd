import { BlockList, isIP } from 'node:net'

// Addresses that cannot belong to a visitor of a public site. AWS publishes no list; its own sample drops these
// before the call. The documentation ranges (192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32) are let
// through on purpose: they are what a test may write where a real visitor's address stands.
// One list per family: Node checks an IPv4 address against IPv6 nets as ::ffff:a.b.c.d, and ::/8 would hold them all.
const notPublic = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  notPublic.ipv4.addSubnet(net, prefix, 'ipv4')
}
for (const [net, prefix] of [
  ['::', 8],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  notPublic.ipv6.addSubnet(net, prefix, 'ipv6')
}

/**
 * True for a bare, public IPv4 or IPv6 address. Ports, brackets, zone ids and IPv4 dressed as IPv6 are refused: the
 * caller is expected to have taken them off.
 */
export function isPublicAddress(text: string): boolean {
  const family = isIP(text)
  if (family === 0 || text.includes('%')) return false
  const kind = family === 4 ? 'ipv4' : 'ipv6'
  return !notPublic[kind].check(text, kind)
}
