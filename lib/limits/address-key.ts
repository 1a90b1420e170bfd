import { ipNetwork } from '../platform/ip-network'

/**
 * What counts as one source: an IPv4 address, or the /64 that an IPv6 address is in, since one subscriber has all of
 * it. All callers without an established address are one source, because a limit that can be escaped by hiding is no
 * limit.
 */
export function addressKey(address: string | null): string {
  return (address === null ? null : ipNetwork(address, 4, 4)) ?? 'unknown'
}
