import 'server-only'
import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { after } from 'next/server'
import { auditWritten } from '@/lib/audit/record'
import { ARRIVED_AT_HEADER, CLIENT_ADDRESS_HEADER, readArrival } from '@/lib/request/address-handoff'
import { cookieAttributes, cookieName } from '@/lib/request/cookies'
import { DEVICE_COOKIE, DEVICE_COOKIE_SECONDS, mintDeviceId, readDeviceId } from '@/lib/request/device-id'
import { contextDataOf } from '@/lib/request/user-context'
import type { Caller } from '@/lib/reset/caller'
import {
  type Arrival,
  type Ask,
  journeyCookie,
  type Receipt,
  type Retry,
  sealStep,
} from '@/lib/reset/journey'
import { emptyForm, type FormState } from './form-state'
import { lookUpPortal, type Portal } from './portal'

/**
 * Runs an action for the tenant of the request's own address; a form can be posted to any page, and nothing in it may
 * name another tenant. While the tenant can't be looked up the page itself says so.
 */
export async function forTenant(run: (portal: Portal) => Promise<FormState>): Promise<FormState> {
  const lookup = await lookUpPortal()
  if (lookup.kind === 'none') notFound()
  after(auditWritten)
  return lookup.kind === 'away' ? { ...emptyForm(), goTo: '?' } : run(lookup.portal)
}

/**
 * When this request's headers were read, by `performance.now()`.
 *
 * @param calledAt when the action began: the best there is where no server of ours stands in front
 */
export async function arrivalOf(calledAt: number): Promise<number> {
  return readArrival((await headers()).get(ARRIVED_AT_HEADER)) ?? calledAt
}

/** Who sent this form, as far as the request tells. Mints the device's cookie where there is none yet. */
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

/** Puts a step of the journey into its cookie. */
export async function keepStep(
  { tenant, scope }: Portal,
  ...[kind, step]: ['ask', Ask] | ['arrival', Arrival] | ['retry', Retry] | ['receipt' | 'doubt', Receipt]
): Promise<void> {
  const { cookie, page, maxAgeSeconds } = journeyCookie(kind)
  const sealed = sealStep(kind, tenant.id, step)
  if (sealed === null) return
  const jar = await cookies()
  jar.set(cookieName(cookie, scope.isSecure), sealed, cookieAttributes(scope, page, maxAgeSeconds))
}

/** Ends a step: its cookie is taken back. */
export async function dropStep({ scope }: Portal, kind: 'ask' | 'arrival' | 'receipt'): Promise<void> {
  const { cookie, page } = journeyCookie(kind)
  const jar = await cookies()
  jar.set(cookieName(cookie, scope.isSecure), '', cookieAttributes(scope, page, 0))
}

/**
 * Goes on to another page: by redirect for a browser without JavaScript, else as an answer that the form follows.
 * (A redirect of a scripted action would make Next fetch the page from itself, under its own host.)
 */
export async function goOn({ path }: Portal, page: string): Promise<FormState> {
  const isScripted = (await headers()).has('next-action')
  if (!isScripted) redirect(path(page))
  return { ...emptyForm(), goTo: path(page) }
}
