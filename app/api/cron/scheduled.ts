import { type Services, services } from '@/app/services'
import { withStoreAway } from '@/app/store-away'
import { bearerNeeded, isBearer } from '@/lib/crypto/bearer'
import { cronTokens } from '@/lib/platform/env'

const NO_STORE = { 'Cache-Control': 'no-store' }

/**
 * A route that does what is due, for whoever has the token; a GET, as Vercel's cron sends it. Where no token is set there is
 * nothing at the address.
 */
export const scheduled = (work: (made: Services) => Promise<unknown>) =>
  withStoreAway(async (request: Request): Promise<Response> => {
    const tokens = cronTokens()
    if (tokens.length === 0) return new Response('Not found\n', { status: 404, headers: NO_STORE })
    if (!isBearer(request.headers.get('authorization'), tokens)) return bearerNeeded('cron')
    return Response.json(await work(services()), { headers: NO_STORE })
  })
