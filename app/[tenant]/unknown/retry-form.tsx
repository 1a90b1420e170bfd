import type { Retry } from '@/lib/links/journey'
import { passwordRulesAttribute } from '@/lib/passwords/policy'
import { browserTexts } from '../alerts'
import { emptyForm, type FormAction } from '../form-state'
import { newCodeForm } from '../new-code-form'
import type { PageContext } from '../page-context'
import { ResetForm } from '../reset/reset-form'
import { resetTexts } from '../reset/view'

type Props = {
  page: PageContext
  action: FormAction
  onAsk: FormAction
  entered: Retry | null
  returnTo: string | null
}

/** The form of `/reset` once more, for a code that was not accepted and could not be looked up. */
export function RetryForm({ page, action, onAsk, entered, returnTo }: Props) {
  return (
    <ResetForm
      action={action}
      initial={emptyForm({ username: entered?.username ?? '', code: entered?.code ?? '' })}
      stalePath={page.path('/reset')}
      browser={browserTexts(page, true, page.t('unknown.pageTitle'))}
      isNameKnown={entered !== null}
      asksForCode
      signInWith={page.tenant.signInWith}
      hint={page.t('unknown.notLookedUp')}
      ticket={null}
      policy={page.policy}
      passwordRules={passwordRulesAttribute(page.policy)}
      note={null}
      newCode={newCodeForm(page, onAsk, returnTo)}
      texts={resetTexts(page)}
    />
  )
}
