import 'server-only'
import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { after } from 'next/server'
import { services } from '@/app/services'
import type { Caller } from '@/lib/flows/caller'
import { contextDataOf } from '@/lib/flows/user-context'
import { cookieAttributes, cookieName } from '@/lib/http/cookies'
import { DEVICE_COOKIE, DEVICE_COOKIE_SECONDS, mintDeviceId, readDeviceId } from '@/lib/http/device-id'
import { ARRIVED_AT_HEADER, CLIENT_ADDRESS_HEADER, readArrival } from '@/lib/http/internal-headers'
import { noteActionBegun } from '@/lib/http/response-status'
import { LINK_KINDS, type LinkKind } from '@/lib/link-kinds'
import { type Steps, sealStep, secondsLeft } from '@/lib/links/journey'
import { placeOf } from '@/lib/links/places'
import { emptyForm, type FormState } from './form-state'
import { lookUpPortal, type Portal } from './portal'
import { unservedForm } from './unserved-form'

/**
 * Runs an action for the tenant in the request's own address; a form can be posted to any page, and nothing in it may
 * name another tenant. Where the tenant can't be looked up, the form comes back and says that nothing was done.
 */
export async function forTenant(
  form: FormData,
  run: (portal: Portal, form: FormData) => Promise<FormState>,
): Promise<FormState> {
  noteActionBegun()
  const lookup = await lookUpPortal()
  if (lookup.kind === 'none') notFound()
  after(() =>
    Promise.all([
      services().confirmations.saved(),
      services().audit.written(),
      services().tallies.saved(),
      services().metrics.sent(),
    ]),
  )
  return lookup.kind === 'away' ? unservedForm(form) : run(lookup.portal, form)
}

/**
 * When this request's headers were read, by `performance.now()`.
 *
 * @param calledAt when the action began: the best available where no thin server is in front
 */
export async function arrivalOf(calledAt: number): Promise<number> {
  return readArrival((await headers()).get(ARRIVED_AT_HEADER)) ?? calledAt
}

/** Who sent this form, as far as the request says. Sets the device's cookie where there is none yet. */
export async function callerOf({ scope, timeZone, locale }: Portal): Promise<Caller> {
  const requestHeaders = await headers()
  const jar = await cookies()
  const name = cookieName(DEVICE_COOKIE, scope.isSecure)
  const now = new Date()
  let deviceId = readDeviceId(jar.get(name)?.value)
  if (deviceId === null) {
    deviceId = mintDeviceId(now)
    jar.set(name, deviceId, cookieAttributes(scope, '', DEVICE_COOKIE_SECONDS))
  }
  return {
    address: requestHeaders.get(CLIENT_ADDRESS_HEADER),
    contextData: contextDataOf(requestHeaders, { deviceId, timeZone, now }),
    locale,
  }
}

/** A step's ticket, for browsers that keep no cookies; null where it would be too long. */
export function ticketOf<K extends keyof Steps>(
  { tenant }: Portal,
  kind: K,
  step: Steps[K],
  link: LinkKind = LINK_KINDS.reset,
  now = new Date(),
): string | null {
  // A return address may be too long; without it the last page leads to the tenant's own sign-in.
  return (
    sealStep('ticket', kind, tenant.id, step, now, link) ??
    ('returnTo' in step ? sealStep('ticket', kind, tenant.id, { ...step, returnTo: null }, now, link) : null)
  )
}

/** The address of the page that a step is for, with the step's ticket. */
export function stepAddress<K extends keyof Steps>(
  portal: Portal,
  kind: K,
  step: Steps[K],
  link: LinkKind = LINK_KINDS.reset,
  now = new Date(),
): string {
  const ticket = ticketOf(portal, kind, step, link, now)
  const { page } = placeOf(kind, link)
  return ticket === null ? page : `${page}?k=${ticket}`
}

/** Puts a step of the journey into its cookie and returns the address of its page. */
export async function keepStep<K extends keyof Steps>(
  portal: Portal,
  kind: K,
  step: Steps[K],
  link: LinkKind = LINK_KINDS.reset,
): Promise<string> {
  const { tenant, scope } = portal
  const now = new Date()
  const sealed = sealStep('cookie', kind, tenant.id, step, now, link)
  const { cookie, scope: below } = placeOf(kind, link)
  const attributes = cookieAttributes(scope, below, secondsLeft('cookie', kind, step, now, link))
  const jar = await cookies()
  if (sealed !== null) jar.set(cookieName(cookie, scope.isSecure), sealed, attributes)
  return stepAddress(portal, kind, step, link, now)
}

/** What a result remembers of its user: nothing, unless the tenant's app is told who signs in. */
export const hintOf = ({ tenant }: Portal, username: string): { username?: string } =>
  tenant.sendsLoginHint ? { username } : {}

/** Ends a step by deleting its cookie. */
export async function dropStep(
  { scope }: Portal,
  kind: keyof Steps,
  link: LinkKind = LINK_KINDS.reset,
): Promise<void> {
  const { cookie, scope: below } = placeOf(kind, link)
  const jar = await cookies()
  jar.set(cookieName(cookie, scope.isSecure), '', cookieAttributes(scope, below, 0))
}

/** Whether a script sent the form, and not the browser itself. */
export const isScripted = async (): Promise<boolean> => (await headers()).has('next-action')

/**
 * Goes on to another page: by redirect for a browser without JavaScript, else by an answer that the form follows. (A
 * redirect from a scripted action would make Next fetch the page from itself, under its own host.)
 */
export async function goOn({ path }: Portal, page: string): Promise<FormState> {
  if (!(await isScripted())) redirect(path(page))
  return { ...emptyForm(), goTo: path(page) }
}
