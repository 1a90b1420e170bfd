import { UNPROVEN_FORM } from '@/lib/http/internal-headers'
import { inWords } from '@/lib/i18n/duration'
import type { Translator } from '@/lib/i18n/translator'
import { MAXIMUM_PASSWORD_LENGTH } from '@/lib/input/password-entry'
import type { ConfirmOutcome, PasswordRule, RequestOutcome } from '@/lib/outcome'
import type { Advice } from '@/lib/passwords/advice'
import { lengthOf } from '@/lib/passwords/policy'
import type { AlertView, BrowserTexts } from './form-state'
import type { PageContext } from './page-context'
import { supportLink } from './support-link'

/** The one place where an outcome gets its sentence. */

const MINUTE_MS = 60_000
/** Says in `?stale=` that a form was sent by a page that knew nothing yet of the bot check. */
export const STALE_CHECK = 'bot-check'

/** A wait in whole minutes, in words: `12 minutes`. */
const waitInWords = (until: Date, locale: string): string =>
  inWords(Math.max(1, Math.ceil((until.getTime() - Date.now()) / MINUTE_MS)), 'minute', locale)

function alert(error: string, title: string, text: string, rest: Partial<AlertView> = {}): AlertView {
  return { error, title, text, tone: 'error', action: null, supportCode: null, ...rest }
}

/** Adds the support code, after the sentence that says whom to tell it. */
function withSupport({ t }: PageContext, code: string): Pick<AlertView, 'supportCode'> {
  return { supportCode: { label: t('common.supportCode'), code } }
}

function contactAction({ tenant, t }: PageContext): Pick<AlertView, 'action'> {
  const href = supportLink(tenant.support)
  return { action: href === undefined ? null : { href, label: t('common.help') } }
}

type TooManyConfirms = Extract<ConfirmOutcome, { kind: 'too-many-attempts' }>
type DeadEnd = 'busy' | 'unavailable' | 'blocked' | 'misconfigured'

function deadEnd(portal: PageContext, kind: DeadEnd, supportCode: string): AlertView {
  const { t } = portal
  const [title, text] = [t(`errors.${kind}.title`), t(`errors.${kind}.text`)]
  if (kind === 'busy') return alert(kind, title, text, { tone: 'warning' })
  return alert(kind, title, text, { ...withSupport(portal, supportCode), ...contactAction(portal) })
}

/** The alert for a form with which nothing was done, because its tenant could not be looked up. */
export const awayAlert = (t: Translator): AlertView =>
  alert('unavailable', t('errors.unavailable.title'), t('errors.unavailable.text'))

/** The bot check held the form back: to be sent again at once, or without scripts after a wait. */
export function botCheckAlert(page: PageContext, retryAt: Date | null): AlertView {
  const { t, locale } = page
  if (retryAt === null)
    return alert('bot-check', t('errors.stale.title'), t('errors.bot-check.text'), { tone: 'warning' })
  const text = t('errors.bot-check.wait', { duration: waitInWords(retryAt, locale) })
  return alert('bot-check-wait', t('errors.busy.title'), text, { tone: 'warning', ...contactAction(page) })
}

/** The alert at the form when an ask didn't end as `sent`. */
export function requestAlert(
  portal: PageContext,
  outcome: Exclude<RequestOutcome, { kind: 'sent' } | { kind: 'standby' }>,
  supportCode: string,
): AlertView {
  const { t, locale } = portal
  if (outcome.kind === 'bot-check') return botCheckAlert(portal, outcome.retryAt)
  if (outcome.kind !== 'too-many-attempts') return deadEnd(portal, outcome.kind, supportCode)
  const duration = waitInWords(outcome.retryAt, locale)
  return alert(
    outcome.kind,
    t('errors.too-many-attempts.title'),
    t('errors.too-many-attempts.ask', { duration }),
  )
}

/** What helps depends on which limit is full: a new code, waiting an hour, or another network. */
function tooManyText({ t, locale }: PageContext, { because, retryAt }: TooManyConfirms): string {
  if (because === 'code') return t('errors.too-many-attempts.code')
  if (retryAt === null) return t('errors.too-many-attempts.text')
  const duration = waitInWords(retryAt, locale)
  return t(`errors.too-many-attempts.${because === 'address' ? 'network' : 'until'}`, { duration })
}

/**
 * What a password lacks, with the number. What is known of the policy may be older than the pool's: where the pool wants
 * more than that says, the number is one that is known not to be enough.
 */
export function ruleText({ t, policy }: PageContext, rule: PasswordRule, password: string): string {
  if (rule === 'long') return t('errors.password-rejected.long', { count: MAXIMUM_PASSWORD_LENGTH })
  if (rule !== 'length') return t(`errors.password-rejected.${rule}`)
  const { minimumLength } = policy
  const length = lengthOf(password)
  return length < minimumLength
    ? t('errors.password-rejected.length', { count: minimumLength })
    : t('errors.password-rejected.longer', { count: length })
}

/** The alert for a password that breaks a rule of the page itself; no code was tried. */
export function brokenRuleAlert({ t }: PageContext, text: string): AlertView {
  return alert('password-rejected', t('errors.password-rejected.title'), text)
}

/** What makes a password easy to guess, and what to do about it. */
export function adviceText({ t }: PageContext, advice: Advice): string {
  return t(`errors.easy-to-guess.${advice}`)
}

/** The alert for a password that is easy to guess. Sent again, it goes to the pool. */
export function adviceAlert({ t }: PageContext): AlertView {
  return alert('easy-to-guess', t('errors.easy-to-guess.title'), t('errors.easy-to-guess.text'), {
    tone: 'warning',
  })
}

/** How many of the last passwords are ruled out, where that is known and the tenant has no sentence of its own. */
function reusedText({ t, brand, locale, policy: { historySize = 0 } }: PageContext): string {
  const own = brand.words[locale]
  const isOwn = own?.['errors.password-reused.text'] !== undefined && !own['errors.password-reused.last']
  return historySize > 0 && !isOwn
    ? t('errors.password-reused.last', { count: historySize })
    : t('errors.password-reused.text')
}

/** The alert at the form when a new password wasn't accepted. */
export function confirmAlert(
  portal: PageContext,
  outcome: Exclude<ConfirmOutcome, { kind: 'done' } | { kind: 'unknown' } | { kind: 'standby' }>,
  supportCode: string,
): AlertView {
  const { t } = portal
  switch (outcome.kind) {
    case 'code-rejected':
      return alert(outcome.kind, t('errors.code-rejected.title'), t('errors.code-rejected.text'))
    case 'password-rejected':
      // The code was not tried, so nothing is said of it.
      if (outcome.rule === 'breached') return brokenRuleAlert(portal, ruleText(portal, outcome.rule, ''))
      return alert(outcome.kind, t('errors.password-rejected.title'), t('errors.password-rejected.kept'))
    case 'password-reused':
      return alert(outcome.kind, t('errors.password-reused.title'), reusedText(portal))
    case 'too-many-attempts':
      return alert(outcome.kind, t('errors.too-many-attempts.title'), tooManyText(portal, outcome))
    default:
      return deadEnd(portal, outcome.kind, supportCode)
  }
}

/** The alert for a form that came back because of its own fields. */
export function checkAlert({ t }: PageContext, count: number): AlertView {
  return alert('check', t('errors.check.title'), t('errors.check.text', { count }))
}

/**
 * The alert for a page that was open for longer than its link's code lasts. A form that knows the user can ask for a
 * new one itself.
 */
export function overAlert({ t, path }: PageContext, username: string): AlertView {
  const action = username === '' ? { href: path('/forgot'), label: t('linkProblem.ask') } : null
  return alert('expired', t('errors.expired.title'), t('errors.expired.text'), { tone: 'warning', action })
}

/**
 * Why a form is offered again: a newer version was installed while it was open, the browser did not say where the form
 * came from (`proxy.ts`), or it was open when the bot check began.
 */
export function againAlert(page: PageContext, reason: string | string[]): AlertView {
  const { t } = page
  if (reason === STALE_CHECK) return botCheckAlert(page, null)
  if (reason === UNPROVEN_FORM)
    return alert('unproven', t('errors.unproven.title'), t('errors.unproven.text'), { tone: 'warning' })
  return alert('stale', t('errors.stale.title'), t('errors.stale.text'), { tone: 'warning' })
}

/**
 * Sentences for what only the browser notices: no connection, one that broke, and an unusable answer (a 500, or a
 * refusal by something in between).
 *
 * @param name what the page is called in its title, before the tenant's name
 */
export function browserTexts(
  { t, tenant }: PageContext,
  mayHaveChanged: boolean,
  name: string,
): BrowserTexts {
  const warning = (error: string, title: string, text: string) =>
    alert(error, title, text, { tone: 'warning' })
  const doubt = t('errors.lost.text')
  const title = `${name} · ${tenant.name}`
  return {
    title,
    errorTitle: t('common.errorTitle', { title }),
    offline: warning('offline', t('errors.offline.title'), t('errors.offline.text')),
    lost: warning('lost', t('errors.lost.title'), mayHaveChanged ? doubt : t('errors.lost.form')),
    noAnswer: warning(
      'no-answer',
      t('errors.no-answer.title'),
      mayHaveChanged ? doubt : t('errors.no-answer.text'),
    ),
  }
}
