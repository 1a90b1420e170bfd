import { cookieName } from './cookies'

const LANGUAGE_COOKIE = 'rekey_language'

/**
 * The names of the language's cookie: the one that is written, and the older one without a prefix that browsers may
 * still have.
 */
export const languageCookieNames = (isSecure: boolean): [written: string, former: string] => [
  cookieName(LANGUAGE_COOKIE, isSecure),
  LANGUAGE_COOKIE,
]

/**
 * Whether a path is one that a page may have: it decodes, and holds no encoded slash, backslash or control
 * character. (A dynamic segment would otherwise match `/acme%00/forgot`.)
 */
export function isReadablePath(pathname: string): boolean {
  if (pathname.includes('//') || pathname.includes('\\') || /%(2f|5c|00|25)/i.test(pathname)) return false
  try {
    return !/\p{Cc}/u.test(decodeURIComponent(pathname))
  } catch {
    return false
  }
}

/** Whether a browser would show an answer as a page: not a picture, not a script's own request. */
export const wantsPage = (header: (name: string) => string | null): boolean =>
  header('accept')?.includes('text/html') === true && header('next-action') === null && header('rsc') === null

/** Answered on every host: probes connect by IP address and know no name, and Vercel's cron calls its own name of a deployment. */
export const isForMachines = (pathname: string): boolean =>
  /^\/api\/(health\/(live|ready)|metrics|cron\/(alerts|audit|doctor))$/.test(pathname)

/**
 * A target without the surplus slashes that mail functions write (`{base}/` + `/link?…`), for the addresses that mails
 * and AWS clients use, since neither can correct them. Any other page has one spelling.
 *
 * @param url the target of the request line
 */
export function withoutExtraSlashes(url: string): string {
  const [path = ''] = url.split('?', 1)
  const query = url.slice(path.length)
  const tidy = path.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '')
  const isTolerated =
    /^(\/[a-z0-9-]{1,63})?\/(link|cognito)$/.test(tidy) ||
    (query !== '' && /^(\/[a-z0-9-]{1,63})?\/reset$/.test(tidy))
  return isTolerated ? tidy + query : url
}

/**
 * Whether an address is a tenant's page that may have a form, which old browsers prove to come from it.
 *
 * @param pathname below the tenant's own base
 */
export const isFormPage = (pathname: string): boolean =>
  /^\/(forgot|sent|reset|confirm|done|unknown|link-problem|standby|unavailable)$/.test(pathname)

/**
 * Whether such a page's address has nothing private in it: the page then lets browsers tell its own site where a form
 * comes from.
 *
 * @param pathname below the tenant's own base
 */
export function isCleanFormPage(pathname: string, search: string): boolean {
  if (!isFormPage(pathname)) return false
  return [...new URLSearchParams(search).keys()].every((name) => name === 'lang' || name === 'stale')
}

const languageTag = /^[a-z]{2,3}([-_][a-z0-9]{2,8}){0,3}$/i

/** A language tag in its canonical form, however it was written; null where it isn't one. */
function canonicalTag(text: string | null | undefined): string | null {
  if (!text || !languageTag.test(text)) return null
  try {
    return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0] ?? null
  } catch {
    return null
  }
}

/**
 * The languages that the person chose, in the address and earlier, comma-separated, the address first; null where
 * neither is a tag. The page decides which of them the tenant offers.
 */
export function languageChoice(asked: string | null, remembered: string | undefined): string | null {
  const tags = [asked, remembered].map(canonicalTag).filter((tag) => tag !== null)
  return tags.length === 0 ? null : [...new Set(tags)].join()
}
