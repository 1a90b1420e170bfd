import { NONCE_HEADER } from '@/lib/http/internal-headers'
import { wantsPage } from '@/lib/http/page-address'
import { localeOfRawRequest, type NeutralKind, neutralDocument } from '@/lib/i18n/neutral-document'
import { isAway } from '@/lib/platform/circuit-breaker'

/** Seconds after which clients may retry; the process probes its database every second. */
export const RETRY_AFTER_SECONDS = '5'

/** The same as a page in the reader's language, where a browser asked for one. */
export async function storeAwayPage(request: Request): Promise<Response> {
  const page = await neutralAnswer(request, 'away', 503)
  if (page === null) return storeAway()
  page.headers.set('Retry-After', RETRY_AFTER_SECONDS)
  return page
}

/** One of the pages without a tenant; null where no page was asked for. */
export async function neutralAnswer(
  request: Request,
  kind: NeutralKind,
  status: number,
): Promise<Response | null> {
  const header = (name: string) => request.headers.get(name)
  if (!wantsPage(header)) return null
  const { html, headers } = await neutralDocument(kind, localeOfRawRequest(request.url, header), {
    nonce: header(NONCE_HEADER),
  })
  return new Response(html, { status, headers })
}

/** A route's answer while a tenant can't be looked up: try again, and don't cache this. */
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

/** Whether an error says that the store could not be asked. Also by name: each bundle has its own class. */
const saysStoreAway = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'TenantStoreUnavailable' || error.name === 'DeadlinePassed' || isAway(error))

/** Makes a route give this answer where it fails because the store is away. */
export function withStoreAway<Args extends unknown[]>(
  handle: (...args: Args) => Promise<Response>,
  away: (...args: Args) => Response | Promise<Response> = storeAway,
): (...args: Args) => Promise<Response> {
  return async (...args) => {
    try {
      return await handle(...args)
    } catch (error) {
      if (saysStoreAway(error)) return await away(...args)
      throw error
    }
  }
}
