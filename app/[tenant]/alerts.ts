import type { ConfirmOutcome, RequestOutcome } from '@/lib/outcome'
import type { AlertView, BrowserTexts } from './form-state'
import type { PageContext } from './page-context'
import { supportLink } from './support-link'

/** The one place where an outcome gets its sentence. */

const MINUTE_MS = 60_000

/** A wait in whole minutes, in words: `12 minutes`. Needs no time zone, which a server doesn't know. */
function waitInWords(until: Date, locale: string): string {
  const minutes = Math.max(1, Math.ceil((until.getTime() - Date.now()) / MINUTE_MS))
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(minutes)
}

function alert(error: string, title: string, text: string, rest: Partial<AlertView> = {}): AlertView {
  return { error, title, text, tone: 'error', action: null, supportCode: null, ...rest }
}

/** How a person who is stuck reaches somebody: the code to tell, after the sentence that says so. */
function withSupport({ t }: PageContext, code: string): Pick<AlertView, 'supportCode'> {
  return { supportCode: { label: t('common.supportCode'), code } }
}

function contactAction({ tenant, t }: PageContext): Pick<AlertView, 'action'> {
  const href = supportLink(tenant.support)
  return { action: href === undefined ? null : { href, label: t('common.help') } }
}

type DeadEnd = 'busy' | 'unavailable' | 'blocked' | 'misconfigured'

function deadEnd(portal: PageContext, kind: DeadEnd, supportCode: string): AlertView {
  const { t } = portal
  const [title, text] = [t(`errors.${kind}.title`), t(`errors.${kind}.text`)]
  if (kind === 'busy') return alert(kind, title, text, { tone: 'warning' })
  return alert(kind, title, text, { ...withSupport(portal, supportCode), ...contactAction(portal) })
}

/** What is said at the form when asking for a mail didn't lead to `sent`. */
export function requestAlert(
  portal: PageContext,
  outcome: Exclude<RequestOutcome, { kind: 'sent' }>,
  supportCode: string,
): AlertView {
  const { t, locale } = portal
  if (outcome.kind !== 'too-many-attempts') return deadEnd(portal, outcome.kind, supportCode)
  const duration = waitInWords(outcome.retryAt, locale)
  return alert(
    outcome.kind,
    t('errors.too-many-attempts.title'),
    t('errors.too-many-attempts.ask', { duration }),
  )
}

/** What is said at the form when a new password wasn't accepted. */
export function confirmAlert(
  portal: PageContext,
  outcome: Exclude<ConfirmOutcome, { kind: 'done' } | { kind: 'unknown' }>,
  supportCode: string,
): AlertView {
  const { t, locale, path } = portal
  switch (outcome.kind) {
    case 'code-rejected':
      return alert(outcome.kind, t('errors.code-rejected.title'), t('errors.code-rejected.text'), {
        action: { href: path('/forgot'), label: t('errors.code-rejected.action') },
      })
    case 'password-rejected':
      return alert(outcome.kind, t('errors.password-rejected.title'), t('errors.password-rejected.kept'))
    case 'password-reused':
      return alert(outcome.kind, t('errors.password-reused.title'), t('errors.password-reused.text'))
    case 'too-many-attempts': {
      const text =
        outcome.retryAt === null
          ? t('errors.too-many-attempts.text')
          : t('errors.too-many-attempts.until', { duration: waitInWords(outcome.retryAt, locale) })
      return alert(outcome.kind, t('errors.too-many-attempts.title'), text)
    }
    default:
      return deadEnd(portal, outcome.kind, supportCode)
  }
}

/** A form that came back because of its own fields. */
export function checkAlert({ t }: PageContext, count: number): AlertView {
  return alert('check', t('errors.check.title'), t('errors.check.text', { count }))
}

/** A page that was open for longer than the code that its link brought. */
export function overAlert({ t, path }: PageContext): AlertView {
  const action = { href: path('/forgot'), label: t('linkProblem.ask') }
  return alert('expired', t('errors.expired.title'), t('errors.expired.text'), { tone: 'warning', action })
}

/** A page that was open while a newer version was installed. */
export function staleAlert({ t }: PageContext): AlertView {
  return alert('stale', t('errors.stale.title'), t('errors.stale.text'), { tone: 'warning' })
}

/** Sentences for what only the browser notices: the connection broke, or there is none. */
export function browserTexts({ t }: PageContext, mayHaveChanged: boolean): BrowserTexts {
  const lost = mayHaveChanged
    ? alert('lost', t('errors.lost.title'), t('errors.lost.text'), { tone: 'warning' })
    : alert('lost', t('errors.lost.title'), t('common.offline'), { tone: 'warning' })
  return { lost, offline: alert('offline', t('errors.lost.title'), t('common.offline'), { tone: 'warning' }) }
}
