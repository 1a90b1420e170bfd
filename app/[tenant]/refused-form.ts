import type { Ask } from '@/lib/links/journey'
import type { ConfirmOutcome } from '@/lib/outcome'
import { confirmAlert, ruleText } from './alerts'
import type { FormState, NewCode } from './form-state'
import type { PageContext } from './page-context'

type Refusal = Exclude<ConfirmOutcome, { kind: 'done' } | { kind: 'unknown' } | { kind: 'standby' }>

/** What was sent, and what the form shows again: `shown.code` is what somebody typed, never what a link brought. */
export type Sent = { shown: FormState; password: string; ask: Ask | null }

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
  page: PageContext,
  outcome: Refusal,
  supportCode: string,
  { shown, password, ask }: Sent,
): FormState {
  const { t } = page
  const form = {
    ...shown,
    alert: confirmAlert(page, outcome, supportCode),
    emptied: outcome.kind === 'busy' || outcome.kind === 'unavailable' ? 0 : shown.serial,
  }
  switch (outcome.kind) {
    case 'password-rejected':
      return { ...form, fieldErrors: { password: ruleText(page, outcome.rule, password) } }
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
