import { BlockList, isIP, isIPv4 } from 'node:net'
import { ipNetwork } from '../platform/ip-network'

/**
 * Ranges that name no host on the public internet (IANA special-purpose registries, RFC 6890). Cognito refuses a
 * request that carries such an address, so they are left out rather than sent. The ranges for documentation
 * (RFC 5737, RFC 3849) count as public: nobody real has them, and examples and tests do.
 */
const notPublic = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  notPublic.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001:2::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  notPublic.addSubnet(network, prefix, 'ipv6')
}

/**
 * One address out of what a proxy or a socket wrote: without port, brackets, zone id and the IPv4-mapped prefix.
 *
 * @returns the bare address, or null where the text is none
 */
export function parseAddress(written: string): string | null {
  let address = written.trim()
  const bracketed = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(address)
  if (bracketed) address = bracketed[1] ?? ''
  else if (/^\d{1,3}(\.\d{1,3}){3}:\d{1,5}$/.test(address))
    address = address.slice(0, address.lastIndexOf(':'))
  // Some balancers write the port of an IPv6 address without brackets: what is no address with it is one without.
  else if (isIP(address) === 0) address = address.replace(/(?<=:.*):\d{1,5}$/, '')
  address = address.replace(/%.*$/, '')
  if (isIP(address) === 0) return null
  const plain = ipNetwork(address, 4, 8) ?? ''
  return isIPv4(plain) ? plain : address.toLowerCase()
}

/** Whether a bare address names a host on the public internet, the only kind that Cognito accepts. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 0) return false
  return !notPublic.check(address, version === 4 ? 'ipv4' : 'ipv6')
}

/**
 * The client's address, from the socket and from as many entries of `X-Forwarded-For` as there are trusted proxies.
 *
 * Each trusted proxy appends the address that it saw, so with n of them the n-th entry from the right is the
 * client; whatever stands to the left of it was written by the client and is no evidence.
 *
 * @param trustedHops how many proxies in front append to the header; 0 takes the socket's address
 * @returns the bare address, or null where it can't be established
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedHops: number,
): string | null {
  if (trustedHops === 0) return parseAddress(socketAddress ?? '')
  const entries = (forwardedFor ?? '').split(',')
  return parseAddress(entries.at(-trustedHops) ?? '')
}
