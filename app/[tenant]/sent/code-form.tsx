'use client'

import { Button } from '@/app/_ui/button'
import type { SignInWith } from '@/lib/i18n/catalogues'
import { CodeField, UsernameField } from '../entry-fields'
import { FormAlert } from '../form-alert'
import { FormProof } from '../form-proof'
import type { BrowserTexts, FormAction, FormState } from '../form-state'
import { useForm } from '../use-form'

type Props = {
  action: FormAction
  initial: FormState
  stalePath: string
  browser: BrowserTexts
  asksForName: boolean
  /** The ask's return address, to pass on. */
  returnTo: string | null
  signInWith: SignInWith
  texts: { code: string; username: string; submit: string; busy: string }
}

export function CodeForm(props: Props) {
  const { action, initial, stalePath, browser, asksForName, returnTo, signInWith, texts } = props
  const { state, isBusy, alert, title, form } = useForm(action, initial, { texts: browser, stalePath })
  return (
    <form {...form}>
      <title>{title}</title>
      <FormProof />
      <FormAlert view={state.alert} fieldErrors={state.fieldErrors} ref={alert} />
      {asksForName ? (
        <UsernameField state={state} signInWith={signInWith} label={texts.username} />
      ) : (
        <input type="hidden" name="username" value={initial.username} />
      )}
      {returnTo !== null && <input type="hidden" name="return_to" value={returnTo} />}
      <CodeField state={state} label={texts.code} />
      <Button variant={asksForName ? 'primary' : 'secondary'} busyLabel={texts.busy} isBusy={isBusy}>
        {texts.submit}
      </Button>
    </form>
  )
}
