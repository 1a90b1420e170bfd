'use client'

import { Button } from '@/app/_ui/button'
import { Field } from '@/app/_ui/field'
import { FormAlert } from '../form-alert'
import type { BrowserTexts, FormAction, FormState } from '../form-state'
import { useForm } from '../use-form'

type Props = {
  action: FormAction
  initial: FormState
  stalePath: string
  browser: BrowserTexts
  asksForName: boolean
  texts: { code: string; username: string; submit: string; busy: string }
}

export function CodeForm({ action, initial, stalePath, browser, asksForName, texts }: Props) {
  const { state, isBusy, alert, form } = useForm(action, initial, browser, stalePath)
  return (
    <form {...form}>
      <FormAlert view={state.alert} ref={alert} />
      {asksForName ? (
        <Field
          id="username"
          name="username"
          label={texts.username}
          defaultValue={state.username}
          error={state.fieldErrors.username}
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          dir="auto"
          required
        />
      ) : (
        <input type="hidden" name="username" value={initial.username} />
      )}
      <Field
        id="code"
        name="code"
        label={texts.code}
        defaultValue={state.code}
        error={state.fieldErrors.code}
        isCode
        autoComplete="one-time-code"
        inputMode="numeric"
        enterKeyHint="next"
        dir="ltr"
        required
      />
      <Button variant="secondary" busyLabel={texts.busy} isBusy={isBusy}>
        {texts.submit}
      </Button>
    </form>
  )
}
