import 'server-only'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { MasterKey } from '../crypto/key-ring'
import { keys } from '../crypto/keys'

/**
 * A form's token, bound to a cookie: a request with both comes from this portal's form in this browser, since no other
 * site can read the token or, because of SameSite, make the browser send the cookie (OWASP, signed double-submit
 * cookie).
 */

const LABEL = 'form-token'
const COOKIE = /^[A-Za-z0-9_-]{24}$/

const digest = (key: MasterKey, place: string, cookie: string) =>
  createHmac('sha256', key.derive(LABEL))
    .update(JSON.stringify([place, cookie]))
    .digest()

/** A new value for the cookie: 144 random bits. */
export const mintFormCookie = (): string => randomBytes(18).toString('base64url')

/** The cookie's value, or null where it isn't one of ours. */
export const readFormCookie = (value: string | undefined): string | null =>
  value !== undefined && COOKIE.test(value) ? value : null

/** @param place the tenant's key in the address: a token of one tenant proves nothing at another */
export function formToken(place: string, cookie: string): string {
  const { newest } = keys()
  return `${newest.id}.${digest(newest, place, cookie).toString('base64url')}`
}

/** Whether a token belongs to this cookie and place, under any secret of the ring. */
export function isFormToken(token: string | null, place: string, cookie: string | null): boolean {
  const [, id = '', mac = ''] = /^([0-9a-f]{8})\.([A-Za-z0-9_-]{43})$/.exec(token ?? '') ?? []
  const key = keys().find(id)
  if (key === null || cookie === null) return false
  return timingSafeEqual(digest(key, place, cookie), Buffer.from(mac, 'base64url'))
}
