'use client'

import { Button } from '@/app/_ui/button'
import { Username } from '@/app/_ui/username'
import type { SignInWith } from '@/lib/i18n/catalogues'
import type { PasswordPolicy, PolicyLine } from '@/lib/reset/password-policy'
import { CodeField, UsernameField } from '../entry-fields'
import { FormAlert } from '../form-alert'
import type { BrowserTexts, FormAction, FormState } from '../form-state'
import { useForm } from '../use-form'
import { NewPassword } from './new-password'

export type ResetTexts = {
  username: string
  forLabel: string
  code: string
  codeHelp: string
  password: string
  show: string
  hide: string
  capsLock: string
  submit: string
  busy: string
  rules: string
  met: string
  lines: { line: PolicyLine; text: string }[]
}

type Props = {
  action: FormAction
  initial: FormState
  stalePath: string
  browser: BrowserTexts
  isNameKnown: boolean
  asksForCode: boolean
  signInWith: SignInWith
  hint: string | null
  /** What a link brought, sealed, for browsers that keep no cookies. */
  ticket: string | null
  policy: PasswordPolicy
  passwordRules: string
  texts: ResetTexts
}

export function ResetForm(props: Props) {
  const {
    action,
    initial,
    stalePath,
    browser,
    isNameKnown,
    asksForCode,
    signInWith,
    hint,
    ticket,
    policy,
    passwordRules,
    texts,
  } = props
  const { state, isBusy, alert, form } = useForm(action, initial, browser, stalePath)
  return (
    <form {...form}>
      {ticket !== null && <input type="hidden" name="ticket" value={ticket} />}
      {isNameKnown && (
        <Username
          id="username"
          name="username"
          label={texts.username}
          prefix={texts.forLabel}
          value={initial.username}
        />
      )}
      <FormAlert view={state.alert} ref={alert} />
      {hint !== null && state.alert === null && <p className="lead">{hint}</p>}
      {!isNameKnown && (
        <UsernameField state={state} signInWith={signInWith} label={texts.username} enterKeyHint="next" />
      )}
      {(asksForCode || state.fieldErrors.code !== undefined || state.code !== '') && (
        <CodeField state={state} label={texts.code} help={texts.codeHelp} />
      )}
      <NewPassword
        error={state.fieldErrors.password}
        policy={policy}
        passwordRules={passwordRules}
        texts={texts}
      />
      <Button busyLabel={texts.busy} isBusy={isBusy}>
        {texts.submit}
      </Button>
    </form>
  )
}
