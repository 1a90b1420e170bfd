import 'server-only'
import { runsOnVercel } from '../platform/env'
import { parseAddress } from './client-address'
import { HANDOFF_HEADER, readHandoff } from './internal-headers'

/**
 * The client's address and the time of arrival, as the platform or our own server established them, never from a raw
 * header.
 */
export function established(headers: Headers): { address: string | null; arrivedAt: number | null } {
  if (runsOnVercel()) {
    const forwarded = headers.get('x-vercel-forwarded-for') ?? headers.get('x-real-ip')
    // Another process may render the page, and its clock starts elsewhere.
    return { address: parseAddress(forwarded?.split(',')[0] ?? ''), arrivedAt: null }
  }
  return readHandoff(headers.get(HANDOFF_HEADER)) ?? { address: null, arrivedAt: null }
}
