import { withStoreAway } from '@/app/store-away'
import { bearerNeeded, isBearer } from '@/lib/crypto/bearer'
import { examineDue } from '@/lib/doctor/examine-due'
import { cronTokens } from '@/lib/platform/env'
import { services } from '@/lib/services'

export const dynamic = 'force-dynamic'
/** A round begins its last tenant after 30 seconds, and one takes 25 at most (`PACE`). */
export const maxDuration = 60

const NO_STORE = { 'Cache-Control': 'no-store' }

/**
 * Runs a round of the doctor's scheduled examinations, for whoever has the token; a GET, as Vercel's cron sends it. Where
 * no token is set there is nothing at this address.
 */
async function get(request: Request): Promise<Response> {
  const tokens = cronTokens()
  if (tokens.length === 0) return new Response('Not found\n', { status: 404, headers: NO_STORE })
  if (!isBearer(request.headers.get('authorization'), tokens)) return bearerNeeded('cron')
  return Response.json(await examineDue(services()), { headers: NO_STORE })
}

export const GET = withStoreAway(get)
