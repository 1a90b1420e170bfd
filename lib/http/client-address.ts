import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { parseIp } from '../platform/ip-network'

/** Addresses for examples and tests, which no real host has (RFC 5737, RFC 3849). */
const DOCUMENTATION = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32'].map((network) =>
  ipaddr.parseCIDR(network),
)

/**
 * The address in what a proxy or a socket wrote, without port, brackets, zone id and the IPv4-mapped prefix.
 *
 * @returns the bare address, or null where the text isn't one
 */
export function parseAddress(written: string): string | null {
  let address = written.trim()
  const bracketed = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(address)
  if (bracketed) address = bracketed[1] ?? ''
  else if (/^\d{1,3}(\.\d{1,3}){3}:\d{1,5}$/.test(address))
    address = address.slice(0, address.lastIndexOf(':'))
  // Some balancers append a port to an IPv6 address without brackets: what isn't an address with it is one without it.
  else if (isIP(address) === 0) address = address.replace(/(?<=:.*):\d{1,5}$/, '')
  address = address.replace(/%.*$/, '')
  if (isIP(address) === 0) return null
  const ip = parseIp(address)
  return ip?.kind() === 'ipv4' ? ip.toString() : address.toLowerCase()
}

/**
 * Whether a bare address belongs to the public internet (IANA special-purpose registries, RFC 6890). Cognito refuses a
 * request with any other, so those are not sent. The ranges for documentation count as public.
 */
export function isPublicAddress(address: string): boolean {
  const ip = isIP(address) === 0 ? null : parseIp(address)
  if (ip === null) return false
  return (
    ip.range() === 'unicast' ||
    DOCUMENTATION.some(([net, bits]) => net.kind() === ip.kind() && ip.match(net, bits))
  )
}

/**
 * The client's address, from the socket and from as many entries of `X-Forwarded-For` as there are trusted proxies.
 *
 * Each trusted proxy appends the address that it saw, so with n of them the n-th entry from the right is the client;
 * anything to the left of it was written by the client and proves nothing.
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
