import 'server-only'
import { storeAway, withStoreAway } from '../store-away'
import { lookUpPortal, type Portal } from './portal'

type Answers = {
  /** Where there is no such tenant. */
  none?: () => Response
  /** While the tenant can't be looked up. */
  away?: () => Response
}

const notFound = () => new Response('Not found\n', { status: 404 })

/**
 * A route handler for the tenant in the request's own address, as `forTenant` is for an action: where there is no
 * tenant, or the store is away (even midway), it answers in the handler's place.
 */
export function tenantRoute<Rest extends unknown[]>(
  handle: (portal: Portal, request: Request, ...rest: Rest) => Promise<Response>,
  { none = notFound, away = storeAway }: Answers = {},
): (request: Request, ...rest: Rest) => Promise<Response> {
  return withStoreAway(async (request: Request, ...rest: Rest) => {
    const lookup = await lookUpPortal()
    if (lookup.kind === 'none') return none()
    if (lookup.kind === 'away') return away()
    return handle(lookup.portal, request, ...rest)
  }, away)
}
