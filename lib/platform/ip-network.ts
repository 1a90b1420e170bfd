import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * A bare address without its zone id; an IPv4 address mapped into IPv6 (RFC 4291 §2.5.5.2) is the IPv4 one. Null where the
 * text is not an IP address: Node decides, for the package also takes `01.2.3.4`, `0x7f.1` and `1`.
 */
export function parseIp(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const plain = text.split('%', 1)[0] ?? ''
  if (isIP(plain) === 0) return null
  // The package treats `::203.0.113.9` as a mapped address, which it is not (RFC 4291 §2.5.5.1).
  return ipaddr.process(plain.replace(/^::(?=\d+\.)/, '0:0:0:0:0:0:'))
}

/**
 * The network that an address is in, in one spelling: `203.0.113.0/24`, `2001:db8:1:2::/64`. Null where the text is not an
 * IP address.
 *
 * @param ipv4Parts how many of the four parts of an IPv4 address are kept
 * @param ipv6Groups how many of the eight groups of an IPv6 address are kept
 */
export function ipNetwork(address: string, ipv4Parts: number, ipv6Groups: number): string | null {
  const ip = parseIp(address)
  if (ip === null) return null
  if ('parts' in ip) {
    const kept = ip.parts.slice(0, ipv6Groups).map((group) => group.toString(16))
    return `${kept.join(':')}::/${ipv6Groups * 16}`
  }
  if (ipv4Parts === 4) return ip.toString()
  const bits = ipv4Parts * 8
  return `${ipaddr.IPv4.networkAddressFromCIDR(`${ip}/${bits}`)}/${bits}`
}
