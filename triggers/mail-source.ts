import { readFileSync } from 'node:fs'
import { isAcceptable } from '../lib/mail/message-limits'
import { codeMailOf, isRenderedMails, type RenderedMails } from '../lib/mail/rendered'
import { circuitBreaker } from '../lib/platform/circuit-breaker'
import { CODE_SLOT } from '../lib/pool-mails'
import { log, nameOf } from './log'

/** Where the mails of a language come from; null where there are none at all, which is Cognito's own mail. */
export type MailSource = (locale: string) => Promise<RenderedMails | null>

/** The person waits for the page meanwhile, and Cognito for five seconds in all. */
const LIMIT_MS = 1_500
/** A newly published brand is in the mails within this time. */
const FRESH_MS = 60_000
/** How often a portal that didn't answer is asked again. */
const PROBE_EVERY_MS = 20_000
const MAXIMUM_LOCALES = 200

type Kept = { mails: RenderedMails; etag: string | null; at: number }
type Options = {
  portal: string
  tenant: string
  /** What the function was deployed with, the tenant's first language first. */
  deployed: readonly RenderedMails[]
  now?: () => number
}

/**
 * Whether these are this tenant's mails and Cognito will accept them; the link, added later, takes under a thousand
 * characters.
 */
function usable(value: unknown, tenant: string): value is RenderedMails {
  const reset = isRenderedMails(value) && value.tenant === tenant ? codeMailOf(value, 'reset') : null
  return (
    reset?.html.includes(CODE_SLOT) === true &&
    isAcceptable('emailSubject', reset.subject) &&
    isAcceptable('emailMessage', reset.html) &&
    isAcceptable('smsMessage', reset.sms)
  )
}

/** What the bundle was deployed with, from the file beside it; none where there is no such file. */
export function deployedMails(tenant: string): readonly RenderedMails[] {
  try {
    const list: unknown = JSON.parse(readFileSync(new URL('mails.json', import.meta.url), 'utf8'))
    return Array.isArray(list) ? list.filter((mails): mails is RenderedMails => usable(mails, tenant)) : []
  } catch {
    return []
  }
}

/** A language with its likely script, so that `zh-TW` is not treated as `zh-Hans`. */
function writingOf(locale: string): string {
  try {
    const { language, script } = new Intl.Locale(locale).maximize()
    return `${language} ${script}`
  } catch {
    return locale
  }
}

/** The mails in this language that are at hand, else those in the tenant's first. */
const closest = (deployed: readonly RenderedMails[], locale: string) =>
  deployed.find((mails) => mails.locale === locale) ??
  deployed.find((mails) => writingOf(mails.locale) === writingOf(locale)) ??
  deployed[0]

/**
 * The tenant's mails from the portal, kept for a minute; while the portal is away what was kept, else what was deployed.
 * Never throws, and never takes longer than a second and a half.
 */
export function mailSource({ portal, tenant, deployed, now = Date.now }: Options): MailSource {
  const kept = new Map<string, Kept>()
  const breaker = circuitBreaker({
    // Kept or deployed mails are good enough, and the person waits, so slowness opens the breaker too.
    opensOn: () => true,
    probeEveryMs: PROBE_EVERY_MS,
    onOpen: (error) => log('mails.portal_away', { tenant, error: nameOf(error) }),
    onClose: () => log('mails.portal_back', { tenant }),
    now,
  })

  async function fromPortal(locale: string, known: Kept | undefined): Promise<Kept> {
    const response = await fetch(`${portal}/mail/${locale}`, {
      headers: known?.etag ? { 'If-None-Match': known.etag } : {},
      redirect: 'error',
      signal: AbortSignal.timeout(LIMIT_MS),
    })
    if (response.status === 304 && known) return { ...known, at: now() }
    if (!response.ok) throw new Error(`The portal answered ${response.status}`)
    const mails: unknown = await response.json()
    if (!usable(mails, tenant)) throw new TypeError('The portal sent something else than mails')
    return { mails, etag: response.headers.get('etag'), at: now() }
  }

  return async (locale) => {
    const known = kept.get(locale)
    if (known && now() - known.at < FRESH_MS) return known.mails
    if (breaker.admits()) {
      try {
        const fresh = await fromPortal(locale, known)
        breaker.succeeded()
        if (kept.size >= MAXIMUM_LOCALES) kept.clear()
        kept.set(locale, fresh)
        return fresh.mails
      } catch (error) {
        breaker.failed(error)
      }
    }
    return known?.mails ?? closest(deployed, locale) ?? null
  }
}
