import { browserTexts } from '../alerts'
import type { AlertView, BrowserTexts, FormState } from '../form-state'
import type { PageContext } from '../page-context'

/** What the alerts of the other pages say of passwords, said of a sign-up. */

function inWords({ t }: PageContext, alert: AlertView): AlertView {
  switch (alert.error) {
    case 'code-rejected':
      return { ...alert, text: t('confirm.rejected') }
    case 'misconfigured':
      return { ...alert, title: t('confirm.misconfiguredTitle') }
    default:
      return alert
  }
}

/** A form of the flow as it comes back. */
export const inSignUpWords = (page: PageContext, state: FormState): FormState =>
  state.alert === null ? state : { ...state, alert: inWords(page, state.alert) }

/** What only the browser notices, at a form that may have confirmed the account. */
export function confirmBrowserTexts(page: PageContext, name: string): BrowserTexts {
  const { lost, noAnswer, ...texts } = browserTexts(page, true, name)
  const text = page.t('confirm.lost')
  return { ...texts, lost: { ...lost, text }, noAnswer: { ...noAnswer, text } }
}
