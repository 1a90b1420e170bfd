'use client'

import { Button } from '@/app/_ui/button'
import { FormAlert } from '../form-alert'
import { FormProof } from '../form-proof'
import type { BrowserTexts, FormAction, FormState } from '../form-state'
import { useForm } from '../use-form'

type Props = {
  action: FormAction
  initial: FormState
  stalePath: string
  browser: BrowserTexts
  texts: { submit: string; busy: string }
}

/** Asks for another mail for the link's user, in one click. */
export function NewMailForm({ action, initial, stalePath, browser, texts }: Props) {
  const { state, isBusy, alert, title, form } = useForm(action, initial, { texts: browser, stalePath })
  return (
    <form {...form}>
      <title>{title}</title>
      <FormProof />
      <FormAlert view={state.alert} ref={alert} />
      <input type="hidden" name="username" value={initial.username} />
      <Button busyLabel={texts.busy} isBusy={isBusy}>
        {texts.submit}
      </Button>
    </form>
  )
}
