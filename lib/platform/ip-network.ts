import { isIPv4, isIPv6 } from 'node:net'

/** The eight groups of an IPv6 address, as numbers. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::', 2)
  const read = (part = '') =>
    part === ''
      ? []
      : part.split(':').flatMap((group) => {
          if (!group.includes('.')) return [Number.parseInt(group, 16)]
          const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number)
          return [a * 256 + b, c * 256 + d]
        })
  const start = read(head)
  if (tail === undefined) return start
  const end = read(tail)
  return [...start, ...Array.from({ length: 8 - start.length - end.length }, () => 0), ...end]
}

/**
 * The network that an address is in, in one spelling: `203.0.113.0/24`, `2001:db8:1:2::/64`. An IPv4 address
 * in IPv6 clothing (RFC 4291 §2.5.5.2) is the IPv4 one. Null where the text is not an IP address.
 *
 * @param ipv4Parts how many of the four parts of an IPv4 address are kept
 * @param ipv6Groups how many of the eight groups of an IPv6 address are kept
 */
export function ipNetwork(address: string, ipv4Parts: number, ipv6Groups: number): string | null {
  const plain = address.split('%', 1)[0] ?? ''
  if (isIPv4(plain)) {
    if (ipv4Parts === 4) return plain
    const kept = plain.split('.').map((part, index) => (index < ipv4Parts ? part : '0'))
    return `${kept.join('.')}/${ipv4Parts * 8}`
  }
  if (!isIPv6(plain)) return null
  const groups = groupsOf(plain)
  const [high = 0, low = 0] = groups.slice(6)
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return ipNetwork([high >> 8, high & 255, low >> 8, low & 255].join('.'), ipv4Parts, ipv6Groups)
  }
  const kept = groups.slice(0, ipv6Groups).map((group) => group.toString(16))
  return `${kept.join(':')}::/${ipv6Groups * 16}`
}
