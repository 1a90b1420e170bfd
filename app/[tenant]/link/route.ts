import { cookies } from 'next/headers'
import { normaliseUsername } from '@/lib/limits/username-key'
import { cookieAttributes, cookieName } from '@/lib/request/cookies'
import { confirmationKey } from '@/lib/reset/confirmations'
import { journeyCookie, sealStep } from '@/lib/reset/journey'
import { readLink } from '@/lib/reset/link'
import { lookUpPortal, readStep } from '../portal'

/** 303 with a clean address: a browser resolves the path against its own address bar, the only one that knows the host. */
function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } })
}

/**
 * Where the emailed link lands. Whoever opens it, and however often, nothing is asked of Cognito and nothing is
 * stored: the code goes into the opener's own sealed cookie, and only a person's new password can spend it.
 */
export async function GET(request: Request): Promise<Response> {
  const lookup = await lookUpPortal()
  if (lookup.kind === 'none') return new Response('Not found\n', { status: 404 })
  // The page says what the matter is, and the link still works afterwards.
  if (lookup.kind === 'away')
    return new Response('Not available right now. Please try again in a few minutes.\n', {
      status: 503,
      headers: { 'Retry-After': '30' },
    })
  const { portal } = lookup
  const { tenant, scope, path } = portal

  const arrival = readLink(new URL(request.url).search)
  if (arrival.code === null && arrival.username === null && arrival.suggestion === null) {
    return seeOther(path('/link-problem'))
  }
  const receipt = await readStep(portal, 'receipt')
  if (arrival.username !== null && arrival.code !== null && receipt?.kind === 'done') {
    const attempt = confirmationKey(tenant.id, normaliseUsername(arrival.username), arrival.code)
    if (receipt.attempt === attempt) return seeOther(path('/done'))
  }
  const sealed = sealStep('arrival', tenant.id, arrival)
  if (sealed === null) return seeOther(path('/link-problem'))
  const { cookie, page, maxAgeSeconds } = journeyCookie('arrival')
  ;(await cookies()).set(
    cookieName(cookie, scope.isSecure),
    sealed,
    cookieAttributes(scope, page, maxAgeSeconds),
  )
  return seeOther(path('/reset'))
}
