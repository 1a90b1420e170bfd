import { cookies } from 'next/headers'
import { after } from 'next/server'
import { services } from '@/app/services'
import { cookieAttributes } from '@/lib/http/cookies'
import { languageCookieNames } from '@/lib/http/page-address'
import { LINK_OPENED } from '@/lib/link-kinds'
import { byHand } from '@/lib/links/journey'
import { knownOfLinks, land } from '@/lib/links/landing'
import { keepStep, stepAddress } from '../action-context'
import { findReceipt, type Portal } from '../portal'
import { tenantRoute } from '../tenant-route'

/** 303 to a clean address. Only the path: the browser resolves it against its address bar, which has the right host. */
function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } })
}

/** The page speaks the mail's language, unless the person has chosen another one here. */
async function speak({ scope, offered }: Portal, locale: string | null): Promise<void> {
  const jar = await cookies()
  const names = languageCookieNames(scope.isSecure)
  const isChosen = names.some((name) => jar.has(name))
  if (locale === null || isChosen || !offered.some(({ tag }) => tag === locale)) return
  jar.set(names[0], locale, cookieAttributes(scope, '', 31_536_000))
}

/**
 * Where the emailed link leads. Whoever opens it, and however often, Cognito is not called and nothing is stored but how
 * many links a tenant's people opened in that hour: the code goes into the opener's own sealed cookie and into the sealed ticket of the next address, and only a press of
 * the button there can spend it.
 */
export const GET = tenantRoute(async (portal, request) => {
  const { tenant, path } = portal
  const now = new Date()
  const landing = await land(knownOfLinks(services()), tenant, new URL(request.url).search, now)
  await speak(portal, landing.locale)
  const { link } = landing
  if (landing.kind === 'arrived') {
    const { arrival } = landing
    // Only a sealed link tells when it was sent: what nobody has sealed, anybody can make up.
    if (arrival.sentAt !== undefined) {
      services().tallies.count(tenant.id, LINK_OPENED)
      after(services().tallies.saved)
    }
    const receipt = await findReceipt(portal, arrival.username, arrival.code, link)
    return seeOther(
      path(
        receipt === null
          ? await keepStep(portal, 'arrival', arrival, link)
          : stepAddress(portal, 'receipt', { ...receipt, why: 'used-before' }, link),
      ),
    )
  }
  const { problem } = landing
  // A person who goes on from there types the code from another mail, for the same user.
  if (problem.kind !== 'incomplete')
    await keepStep(portal, 'arrival', byHand(link, problem.username, null, now), link)
  return seeOther(path(await keepStep(portal, 'problem', problem, link)))
})
