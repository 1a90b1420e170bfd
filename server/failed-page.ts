import 'server-only'
import type { IncomingMessage } from 'node:http'
import { wantsPage } from '../lib/http/page-address'
import { localeOfRawRequest, neutralDocument } from '../lib/i18n/neutral-document'

/** Where a form may have set a password before the page failed. */
const SETS_PASSWORD = /^(\/[a-z0-9-]{1,63})?\/(reset|unknown|confirm)(\?|$)/

/**
 * What a browser gets in place of the framework's own answer to an exception, which is an empty document that only a
 * script fills. Null where no page was asked for.
 */
export function failedPage(request: IncomingMessage) {
  const { method, headers, url = '/' } = request
  const header = (name: string) => {
    const value = headers[name]
    return value === undefined ? null : String(value)
  }
  if (!wantsPage(header)) return null
  // Only a form changes anything.
  const kind = method !== 'POST' ? 'away' : SETS_PASSWORD.test(url) ? 'unknown' : 'failed'
  return async () => {
    const page = await neutralDocument(kind, localeOfRawRequest(url, header))
    return { status: 500, headers: page.headers, body: page.html }
  }
}
