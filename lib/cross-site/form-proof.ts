import 'server-only'
import type { NextRequest } from 'next/server'
import { cookieName } from '../http/cookies'
import { UNPROVEN_FORM } from '../http/internal-headers'
import { textField } from '../input/form-field'
import { canBeUsername, readUsername } from '../input/username-entry'
import { FIRST_KIND, LINK_KINDS } from '../link-kinds'
import { formToken, isFormToken, mintFormCookie, readFormCookie } from './form-token'

/** How browsers without fetch metadata (Safari before 16.4) prove that a form comes from this portal. */

const FORM_COOKIE = 'rekey_form'
/** Longer than any page stays open. */
export const FORM_COOKIE_SECONDS = 24 * 60 * 60
export const FORM_TOKEN_FIELD = 'form_token'
/** Far more than any form of these pages needs; the server in front has a limit too. */
const MAXIMUM_BODY_BYTES = 64 * 1024

export const formCookieName = (isSecure: boolean) => cookieName(FORM_COOKIE, isSecure)

export type FormProof = { token: string; cookie: string; isNew: boolean }

/** The proof for a page's forms; null for a browser whose own fetch metadata is the proof. */
export function proofForPage(request: NextRequest, place: string, isSecure: boolean): FormProof | null {
  if (request.headers.has('sec-fetch-site')) return null
  const known = readFormCookie(request.cookies.get(formCookieName(isSecure))?.value)
  const cookie = known ?? mintFormCookie()
  return { token: formToken(place, cookie), cookie, isNew: known === null }
}

/** The posted form, read from a copy; null where it can't be read or is larger than any of ours. */
export async function postedForm(request: NextRequest): Promise<FormData | null> {
  if (Number(request.headers.get('content-length') ?? 0) > MAXIMUM_BODY_BYTES) return null
  try {
    return await request.clone().formData()
  } catch {
    return null
  }
}

/** Whether a form's token goes with the cookie that came along. */
export function isProvenForm(
  form: FormData | null,
  request: NextRequest,
  place: string,
  isSecure: boolean,
): boolean {
  const cookie = readFormCookie(request.cookies.get(formCookieName(isSecure))?.value)
  return isFormToken(textField(form, FORM_TOKEN_FIELD), place, cookie)
}

/**
 * The page that offers an unproven form again, with the user name and the sealed ticket of a link and nothing else that
 * was typed. The query is for the page alone; no browser is redirected to it.
 *
 * @param pathname the page that the form was sent to, below the tenant's own base
 */
export function againPage(form: FormData | null, pathname: string): { page: string; search: string } {
  const username = readUsername(textField(form, 'username') ?? '')
  const search = new URLSearchParams({ stale: UNPROVEN_FORM })
  if (canBeUsername(username)) search.set('username', username)
  const ticket = textField(form, 'ticket')
  if (ticket !== null) search.set('k', ticket)
  // A kind of link that has one page for everything offers its form there.
  const own = Object.values(LINK_KINDS).find(({ kind, page }) => kind !== FIRST_KIND && page === pathname)
  if (own !== undefined) return { page: own.page, search: `?${search}` }
  const hasCode = form?.has('code') === true || form?.has('password') === true
  return { page: hasCode ? '/reset' : '/forgot', search: `?${search}` }
}

/** Whether a browser submitted a form without a script, so that the answer has to be a page. */
export const isPlainForm = (request: NextRequest): boolean =>
  !request.headers.has('next-action') &&
  /^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(
    request.headers.get('content-type') ?? '',
  )
