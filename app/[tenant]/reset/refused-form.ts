import 'server-only'
import { shownPasswordMark, wasShown } from '@/lib/flows/shown-password'
import { textField } from '@/lib/input/form-field'
import type { Ask } from '@/lib/links/journey'
import type { ConfirmOutcome } from '@/lib/outcome'
import { adviceOn } from '@/lib/passwords/advice'
import { brokenRule } from '@/lib/passwords/policy'
import { adviceAlert, adviceText, brokenRuleAlert, checkAlert, confirmAlert, ruleText } from '../alerts'
import type { AlertView, FieldErrors, FormState, NewCode } from '../form-state'
import type { Portal } from '../portal'

type Refusal = Exclude<ConfirmOutcome, { kind: 'done' } | { kind: 'unknown' }>

/** What was sent, and what the form shows again: `shown.code` is what somebody typed, never what a link brought. */
export type Sent = { shown: FormState; password: string; ask: Ask | null }

/** What the page says of a password before it is sent: at the field and above the form. */
type Lack = { text: string; alert: AlertView; mark: string }

/**
 * The rule of the page that a password breaks, or advice where it is easy to guess; nothing where the page already said
 * so for the same one: what is known of the policy may be older than the pool's, and advice is no more than that.
 */
export function lackOf(portal: Portal, form: FormData, username: string, password: string): Lack | null {
  const { tenant, policy } = portal
  const rule = brokenRule(password, policy)
  const advice =
    rule === null && tenant.passwords.givesAdvice ? adviceOn(password, [tenant.name, username]) : null
  if (rule === null && advice === null) return null
  if (wasShown(textField(form, 'shown_password'), tenant.id, username, password)) return null
  const mark = shownPasswordMark(tenant.id, username, password)
  if (advice !== null) return { text: adviceText(portal, advice), alert: adviceAlert(portal), mark }
  const text = ruleText(portal, rule ?? 'policy', password)
  return { text, alert: brokenRuleAlert(portal, text), mark }
}

/** The alert over a form that came back because of its own fields. */
export function fieldsAlert(
  portal: Portal,
  fieldErrors: FieldErrors,
  lacks: Pick<Lack, 'alert'> | null,
): AlertView {
  const count = Object.keys(fieldErrors).length
  return count === 1 && lacks !== null ? lacks.alert : checkAlert(portal, count)
}

/** When another code can be asked for, as far as this browser knows; null where there is no user name. */
export function newCode(ask: Ask | null, username: string, notBefore: Date | null = null): NewCode | null {
  if (username === '') return null
  const known = [ask?.username === username ? ask.nextAskAt : null, notBefore]
  const at = Math.max(...known.map((each) => each?.getTime() ?? 0))
  const now = Date.now()
  return {
    nextAskAt: at > now ? new Date(at).toISOString() : null,
    renderedAt: new Date(now).toISOString(),
  }
}

/**
 * The form as it comes back: what was typed is there to be corrected, except the password, and the way on is a button.
 */
export function refusedForm(
  portal: Portal,
  outcome: Refusal,
  supportCode: string,
  { shown, password, ask }: Sent,
): FormState {
  const { t } = portal
  const form = {
    ...shown,
    alert: confirmAlert(portal, outcome, supportCode),
    emptied: outcome.kind === 'busy' || outcome.kind === 'unavailable' ? 0 : shown.serial,
  }
  switch (outcome.kind) {
    case 'password-rejected':
      return { ...form, fieldErrors: { password: ruleText(portal, outcome.rule, password) } }
    case 'password-reused':
      return { ...form, fieldErrors: { password: t('errors.password-reused.title') } }
    case 'code-rejected': {
      const refused: FormState = { ...form, asksForCode: true, newCode: newCode(ask, shown.username) }
      if (shown.code === '') return refused
      return { ...refused, focus: 'code', fieldErrors: { code: t('errors.code-rejected.check') } }
    }
    case 'too-many-attempts': {
      // If the address's tries are used up no code helps; if the user's are, only a later one.
      if (outcome.because === 'address') return form
      const notBefore = outcome.because === 'user' ? outcome.retryAt : null
      return { ...form, newCode: newCode(ask, shown.username, notBefore) }
    }
    default:
      return form
  }
}
