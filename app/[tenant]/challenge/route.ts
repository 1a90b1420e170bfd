import { newChallenge } from '@/lib/bot-check/challenge'
import { tenantRoute } from '../tenant-route'

/** A challenge for a browser that is about to ask for a mail (`app/_solver`). Costs a round of its work; stores nothing. */
export const GET = tenantRoute(async ({ tenant }) =>
  tenant.botCheck === 'off'
    ? new Response('Not found\n', { status: 404 })
    : Response.json(await newChallenge(tenant.id)),
)
