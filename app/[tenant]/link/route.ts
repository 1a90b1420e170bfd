import { cookies } from 'next/headers'
import { normaliseUsername } from '@/lib/limits/username-key'
import { cookieAttributes, cookieName } from '@/lib/request/cookies'
import { languageCookieNames } from '@/lib/request/page-address'
import { confirmationKey } from '@/lib/reset/confirmations'
import { journeyCookie, type Steps, sealStep } from '@/lib/reset/journey'
import { land } from '@/lib/reset/landing'
import { lookUpPortal, type Portal, readStep } from '../portal'

/** 303 with a clean address: a browser resolves the path against its own address bar, the only one that knows the host. */
function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } })
}

/** Puts what was found into its sealed cookie; false where it is too long for one. */
async function keep(
  { tenant, scope }: Portal,
  kind: 'arrival' | 'problem',
  step: Steps['arrival'] | Steps['problem'],
): Promise<boolean> {
  const sealed = sealStep(kind, tenant.id, step)
  if (sealed === null) return false
  const { cookie, page, maxAgeSeconds } = journeyCookie(kind)
  const jar = await cookies()
  jar.set(cookieName(cookie, scope.isSecure), sealed, cookieAttributes(scope, page, maxAgeSeconds))
  return true
}

/** Another link's problem must not be told of this one. */
async function forget({ scope }: Portal, kind: 'problem'): Promise<void> {
  const { cookie, page } = journeyCookie(kind)
  const jar = await cookies()
  jar.set(cookieName(cookie, scope.isSecure), '', cookieAttributes(scope, page, 0))
}

/** The page speaks the mail's language, unless the person has chosen another one here. */
async function speak({ scope, offered }: Portal, locale: string | null): Promise<void> {
  const jar = await cookies()
  const names = languageCookieNames(scope.isSecure)
  const isChosen = names.some((name) => jar.has(name))
  if (locale === null || isChosen || !offered.some((each) => each === locale)) return
  jar.set(names[0], locale, cookieAttributes(scope, '', 31_536_000))
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
  const { tenant, path } = portal
  const landing = await land(tenant, new URL(request.url).search, new Date())
  if (landing.kind === 'incomplete') {
    await forget(portal, 'problem')
    return seeOther(path('/link-problem'))
  }
  await speak(portal, landing.locale)
  const { username, code } = landing.kind === 'arrived' ? landing.arrival : { username: null, code: null }
  const receipt = await readStep(portal, 'receipt')
  if (username !== null && code !== null && receipt?.kind === 'done') {
    const attempt = confirmationKey(tenant.id, normaliseUsername(username), code)
    if (receipt.attempt === attempt) return seeOther(path('/done'))
  }
  if (landing.kind === 'arrived') {
    return seeOther(path((await keep(portal, 'arrival', landing.arrival)) ? '/reset' : '/link-problem'))
  }
  const { problem } = landing
  await keep(portal, 'problem', problem)
  // Whoever goes on from there types the code of another mail, for the same user.
  const next = { username: problem.username, suggestion: null, code: null, isByHand: true }
  await keep(portal, 'arrival', next)
  return seeOther(path('/link-problem'))
}
