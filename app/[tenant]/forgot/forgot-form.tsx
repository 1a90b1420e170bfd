'use client'

import { Button } from '@/app/_ui/button'
import { Field } from '@/app/_ui/field'
import { FormAlert } from '../form-alert'
import type { BrowserTexts, FormAction, FormState } from '../form-state'
import { useForm } from '../use-form'

type Props = {
  action: FormAction
  initial: FormState
  returnTo: string | null
  stalePath: string
  browser: BrowserTexts
  texts: { label: string; submit: string; busy: string }
}

export function ForgotForm({ action, initial, returnTo, stalePath, browser, texts }: Props) {
  const { state, isBusy, alert, form } = useForm(action, initial, browser, stalePath)
  return (
    <form {...form}>
      <FormAlert view={state.alert} ref={alert} />
      <Field
        id="username"
        name="username"
        label={texts.label}
        defaultValue={state.username}
        error={state.fieldErrors.username}
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="send"
        dir="auto"
        required
      />
      {returnTo !== null && <input type="hidden" name="return_to" value={returnTo} />}
      <Button busyLabel={texts.busy} isBusy={isBusy}>
        {texts.submit}
      </Button>
    </form>
  )
}
