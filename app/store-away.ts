import { isAway } from '@/lib/platform/circuit-breaker'

/** Seconds after which whoever asks by itself may ask again; the process looks for its database every second. */
export const RETRY_AFTER_SECONDS = '5'

/** The one answer of a route while nobody can tell what is stored of a tenant: try again, and keep nothing of it. */
export function storeAway(): Response {
  return new Response('Not available right now. Please try again in a few minutes.\n', {
    status: 503,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      'Retry-After': RETRY_AFTER_SECONDS,
    },
  })
}

/** Whether an error says that the store could not be asked. By name too: bundles have classes of their own. */
const saysStoreAway = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'TenantStoreUnavailable' || error.name === 'DeadlinePassed' || isAway(error))

/** Makes a route answer so where what it does fails because the store is away. */
export function withStoreAway<Args extends unknown[]>(
  handle: (...args: Args) => Promise<Response>,
  away: () => Response = storeAway,
): (...args: Args) => Promise<Response> {
  return async (...args) => {
    try {
      return await handle(...args)
    } catch (error) {
      if (saysStoreAway(error)) return away()
      throw error
    }
  }
}
