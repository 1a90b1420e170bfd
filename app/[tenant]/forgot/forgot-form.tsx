'use client'

import { Button } from '@/app/_ui/button'
import type { SignInWith } from '@/lib/i18n/catalogues'
import { UsernameField } from '../entry-fields'
import { FormAlert } from '../form-alert'
import { FormProof } from '../form-proof'
import type { BrowserTexts, FormAction, FormState } from '../form-state'
import { useForm } from '../use-form'

type Props = {
  action: FormAction
  initial: FormState
  returnTo: string | null
  signInWith: SignInWith
  isRemembered: boolean
  stalePath: string
  browser: BrowserTexts
  texts: { label: string; submit: string; busy: string }
}

export function ForgotForm(props: Props) {
  const { action, initial, returnTo, signInWith, isRemembered, stalePath, browser, texts } = props
  const { state, isBusy, alert, title, form } = useForm(action, initial, { texts: browser, stalePath })
  return (
    <form {...form}>
      <title>{title}</title>
      <FormProof />
      <FormAlert view={state.alert} ref={alert} />
      <UsernameField
        state={state}
        signInWith={signInWith}
        isRemembered={isRemembered}
        label={texts.label}
        enterKeyHint="send"
      />
      {returnTo !== null && <input type="hidden" name="return_to" value={returnTo} />}
      <Button busyLabel={texts.busy} isBusy={isBusy}>
        {texts.submit}
      </Button>
    </form>
  )
}
