import 'server-only'
import { shownPasswordMark, wasShown } from '@/lib/flows/shown-password'
import { textField } from '@/lib/input/form-field'
import { adviceOn } from '@/lib/passwords/advice'
import { brokenRule } from '@/lib/passwords/policy'
import { adviceAlert, adviceText, brokenRuleAlert, checkAlert, ruleText } from '../alerts'
import type { AlertView, FieldErrors } from '../form-state'
import type { Portal } from '../portal'

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
