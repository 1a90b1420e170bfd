import 'server-only'
import { env } from '../lib/platform/env'
import { isProxyProcess } from '../lib/platform/proxy-process'
import { startOrEnd } from '../lib/platform/start-or-end'
import { provideTracer } from '../lib/platform/tracing'
import type { RequestOfNext } from './next-spans'
import { writeRequestLine } from './request-line'
import { otlpTraces } from './send-traces'

/** The line of a request in the log. Next names a route by its pattern, and none for an address without a page. */
function tellServed({ traceId, ms, attributes }: RequestOfNext): void {
  const text = (name: string) => {
    const value = attributes[name]
    return typeof value === 'string' ? value : null
  }
  writeRequestLine(env().REKEY_ACCESS_LOG, {
    method: text('http.request.method') ?? 'none',
    route: text('http.route') ?? 'none',
    status: Number(attributes['http.response.status_code'] ?? 0),
    tenant: text('rekey.tenant'),
    ms,
    traceId,
  })
}

/** Each request has the id of a trace and a line in the log, whether traces are sent or not. */
async function followRequests(): Promise<void> {
  const sent = await otlpTraces(async () => (await import('@vercel/functions')).waitUntil)
  const { openTracing } = await import('./open-tracing')
  const provider = sent ?? (await import('./unsent-traces')).unsentTraces
  provideTracer(openTracing({ provider, ended: tellServed }))
}

/**
 * What every function on Vercel begins with, the one of `proxy.ts` included. The services are opened by the pages that
 * need them (`app/services.ts`): what is loaded from here is in that function too, which needs none.
 */
export async function prepareFunction(): Promise<void> {
  await startOrEnd(env)
  if (!isProxyProcess()) await followRequests()
}
