import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Environment } from '../lib/platform/env'
import { lendResponse } from '../lib/platform/lent-response'
import { tellServed } from '../lib/platform/served-requests'
import { keepFacts, type RequestFacts, tracer, type Upstream } from '../lib/platform/tracing'
import { writeRequestLine } from './request-line'

/** Files and probes come often and say nothing of a reset. */
const UNTRACED = /^(file|\/api\/(health|metrics)(\/.*)?)$/

type Followed = {
  method: string
  /** A pattern: the path holds what a visitor wrote. */
  route: string
  upstream: Upstream | null
  /** Which requests have a line in the log. */
  lines: Environment['REKEY_ACCESS_LOG']
}

/**
 * Follows a request to the end of its answer: gives it its trace, and writes its line in the log. Whether traces are sent
 * or not, its lines in the log and its entries in the audit have the trace's id in common.
 *
 * @returns what handles the request in its trace
 */
export function followRequest(
  response: ServerResponse,
  { method, route, upstream, lines }: Followed,
): <T>(handle: () => T) => T {
  const start = performance.now()
  const span = UNTRACED.test(route) ? null : (tracer()?.begin(`${method} ${route}`, upstream) ?? null)
  const traceId = span?.traceId ?? upstream?.traceId ?? randomBytes(16).toString('hex')
  const facts: RequestFacts = { traceId, tenant: null }
  keepFacts(response, facts)
  response.once('close', () => {
    const status = response.headersSent ? response.statusCode : 0
    const ms = performance.now() - start
    const { tenant } = facts
    tellServed(ms / 1_000, { method, route, status })
    span?.end(
      {
        'http.request.method': method,
        'http.route': route,
        ...(status !== 0 && { 'http.response.status_code': status }),
        ...(tenant !== null && { 'rekey.tenant': tenant }),
      },
      status >= 500,
    )
    writeRequestLine(lines, { method, route, status, tenant, ms, traceId })
  })
  return (handle) => lendResponse(response, () => (span === null ? handle() : span.run(handle)))
}
