import { services } from '@/app/services'
import { bearerNeeded, isBearer } from '@/lib/crypto/bearer'
import { env, runsOnVercel } from '@/lib/platform/env'

export const dynamic = 'force-dynamic'

const NO_STORE = { 'Cache-Control': 'no-store' }

/**
 * Prometheus text behind REKEY_METRICS_TOKEN. Where none is set there is nothing at this address, and on Vercel neither: a
 * request would reach one function of several.
 */
export async function GET(request: Request): Promise<Response> {
  const { REKEY_METRICS_TOKEN: token } = env()
  if (token === undefined || runsOnVercel())
    return new Response('Not found\n', { status: 404, headers: NO_STORE })
  if (!isBearer(request.headers.get('authorization'), [token])) return bearerNeeded('metrics')
  return new Response(await services().metrics.expose(), {
    headers: { ...NO_STORE, 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' },
  })
}
