import { textField } from '../lib/input/form-field'
import { canBeUsername, readUsername } from '../lib/input/username-entry'

/**
 * A page that was open while a newer build was installed posts an action that no longer exists. Next answers a bare 409
 * "Server Action unavailable."; the person gets the page again instead, with a sentence that says why. (With JavaScript
 * `use-form.ts` does the same.)
 */

/** How Next marks the answer: with this header at `1`, at status 409 or 404. */
export const ACTION_NOT_FOUND_HEADER = 'x-nextjs-action-not-found'

/** Whether an answer is Next's "no such action" to a form that a browser posted without JavaScript. */
export function isStaleAction(
  request: { method: string; hasActionHeader: boolean },
  answer: { status: number; marker: unknown },
): boolean {
  if (request.method !== 'POST' || request.hasActionHeader) return false
  return (answer.status === 409 || answer.status === 404) && String(answer.marker) === '1'
}

async function readForm(body: Uint8Array<ArrayBuffer> | null, contentType: string): Promise<FormData | null> {
  if (body === null) return null
  try {
    return await new Response(body, { headers: { 'content-type': contentType } }).formData()
  } catch {
    return null
  }
}

/**
 * Where to send a browser with an old form: to the same page and, if that page asks for a name, with the name that was
 * typed. Never with a code or a password.
 *
 * @param url the target of the request line
 * @param body the form as it was sent, or null where it was too long to be kept
 */
export async function staleLocation(
  url: string,
  contentType: string,
  body: Uint8Array<ArrayBuffer> | null,
): Promise<string> {
  const path = url.split('?', 1)[0] ?? '/'
  const kept = new URLSearchParams({ stale: '1' })
  if (/\/(forgot|reset)\/?$/.test(path)) {
    const form = await readForm(body, contentType)
    const username = readUsername(textField(form, 'username') ?? '')
    if (canBeUsername(username)) kept.set('username', username)
    // A link's ticket, for browsers without cookies: sealed, and for this page alone.
    const ticket = textField(form, 'ticket')
    if (ticket !== null && /^[\w.-]{1,2000}$/.test(ticket)) kept.set('k', ticket)
    const returnTo = textField(form, 'return_to')
    if (returnTo !== null && returnTo.length <= 1024) kept.set('return_to', returnTo)
  }
  return `${path}?${kept}`
}
