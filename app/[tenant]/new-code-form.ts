import { browserTexts } from './alerts'
import type { BrowserTexts, FormAction } from './form-state'
import type { PageContext } from './page-context'
import type { ResendTexts } from './sent/resend-form'

export type NewCodeForm = {
  action: FormAction
  returnTo: string | null
  stalePath: string
  browser: BrowserTexts
  locale: string
  texts: ResendTexts
}

/** What the form needs to ask for a new code if its own is of no use. */
export function newCodeForm(page: PageContext, action: FormAction, returnTo: string | null): NewCodeForm {
  const { t, path, locale } = page
  return {
    action,
    returnTo,
    stalePath: path('/forgot'),
    browser: browserTexts(page, false, t('reset.pageTitle')),
    locale,
    texts: {
      submit: t('errors.code-rejected.action'),
      busy: t('sent.resending'),
      // The countdown fills in the one placeholder every second.
      wait: t('sent.waitFor', { duration: '{duration}' }),
      waitOver: t('sent.waitOver'),
    },
  }
}
