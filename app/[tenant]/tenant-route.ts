import 'server-only'
import { neutralAnswer, storeAwayPage, withStoreAway } from '../store-away'
import { lookUpPortal, type Portal } from './portal'

type Answers = {
  /** Where there is no such tenant. */
  none?: (request: Request) => Response | Promise<Response>
  /** While the tenant can't be looked up. */
  away?: (request: Request) => Response | Promise<Response>
}

const notFound = async (request: Request) =>
  (await neutralAnswer(request, 'not-found', 404)) ?? new Response('Not found\n', { status: 404 })

/**
 * A route handler for the tenant in the request's own address, as `forTenant` is for an action: where there is no
 * tenant, or the store is away (even midway), it answers in the handler's place.
 */
export function tenantRoute<Rest extends unknown[]>(
  handle: (portal: Portal, request: Request, ...rest: Rest) => Promise<Response>,
  { none = notFound, away = storeAwayPage }: Answers = {},
): (request: Request, ...rest: Rest) => Promise<Response> {
  return withStoreAway(
    async (request: Request, ...rest: Rest) => {
      const lookup = await lookUpPortal()
      if (lookup.kind === 'none') return none(request)
      if (lookup.kind === 'away') return away(request)
      return handle(lookup.portal, request, ...rest)
    },
    (request: Request, ..._rest: Rest) => away(request),
  )
}
