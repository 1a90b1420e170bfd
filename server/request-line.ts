import 'server-only'
import type { Environment } from '../lib/platform/env'
import { log } from '../lib/platform/log'

/** What the log says of a request that is over. */
type Served = {
  method: string
  /** A pattern: the path holds what a visitor wrote. */
  route: string
  /** 0 where the client left before the answer began. */
  status: number
  tenant: string | null
  ms: number
  traceId: string
}

/**
 * Writes the line of a request.
 *
 * @param lines which requests have one
 */
export function writeRequestLine(
  lines: Environment['REKEY_ACCESS_LOG'],
  { method, route, status, tenant, ms, traceId }: Served,
): void {
  const isFault = status === 0 || status >= 500
  if (lines === 'off' || (lines === 'failed' && !isFault)) return
  const known = { ...(status !== 0 && { status }), ...(tenant !== null && { tenant }) }
  log.info('request.served', { method, route, ...known, ms: Math.round(ms), trace: traceId })
}
