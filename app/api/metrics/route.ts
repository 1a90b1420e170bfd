import { createHash, timingSafeEqual } from 'node:crypto'
import { env, runsOnVercel } from '@/lib/platform/env'
import { services } from '@/lib/services'

export const dynamic = 'force-dynamic'

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest()

/** Hashes are of one length, so the comparison takes as long for every guess. */
const isEqual = (given: string, wanted: string) => timingSafeEqual(digest(given), digest(wanted))

const NO_STORE = { 'Cache-Control': 'no-store' }

/**
 * Prometheus text behind REKEY_METRICS_TOKEN. Where none is set there is nothing at this address, and on Vercel neither: a
 * request would reach one function of several.
 */
export async function GET(request: Request): Promise<Response> {
  const { REKEY_METRICS_TOKEN: token } = env()
  if (token === undefined || runsOnVercel())
    return new Response('Not found\n', { status: 404, headers: NO_STORE })
  const given = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
  if (!isEqual(given, token)) {
    const headers = { ...NO_STORE, 'WWW-Authenticate': 'Bearer realm="metrics"' }
    return new Response('A token is needed\n', { status: 401, headers })
  }
  return new Response(await services().metrics.expose(), {
    headers: { ...NO_STORE, 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' },
  })
}
