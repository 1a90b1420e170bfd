'use client'

import { type ReactNode, useRef } from 'react'
import { Button } from '@/app/_ui/button'
import { Username } from '@/app/_ui/username'
import type { SignInWith } from '@/lib/i18n/catalogues'
import { brokenRule, type PasswordPolicy } from '@/lib/passwords/policy'
import { CodeField, UsernameField } from '../entry-fields'
import { FormAlert } from '../form-alert'
import { FormProof } from '../form-proof'
import { type BrowserTexts, emptyForm, type FormAction, type FormState, firstToCorrect } from '../form-state'
import { ResendForm, type ResendTexts } from '../sent/resend-form'
import { useForm } from '../use-form'
import { NewPassword } from './new-password'
import type { ResetTexts } from './reset-texts'

export type NewCodeForm = {
  action: FormAction
  returnTo: string | null
  stalePath: string
  browser: BrowserTexts
  locale: string
  texts: ResendTexts
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
  /** Whether the browser may restore what was typed here before. */
  isRemembered?: boolean
  /** What a link brought, sealed, for browsers that keep no cookies. */
  ticket: string | null
  /** A note about the link's code, shown while that code is the one to be used. */
  note: ReactNode
  policy: PasswordPolicy
  passwordRules: string
  texts: ResetTexts
  newCode: NewCodeForm
}

/** Asking for a new code starts afresh, whatever became of the form above. */
const notAsked = emptyForm()

/** Shows at once that a password breaks a rule of the page; the same one submitted again is sent. */
function usePasswordCheck(policy: PasswordPolicy, { broken, brokenAlert }: ResetTexts) {
  const shown = useRef('')
  return (form: FormData): Partial<FormState> | null => {
    const password = String(form.get('password'))
    const rule = brokenRule(password, policy)
    if (password === '' || rule === null) return null
    if (password === shown.current) {
      form.set('shown_password', 'same')
      return null
    }
    shown.current = password
    // If something else is missing, the server names everything in one answer.
    if (['username', 'code'].some((name) => form.get(name) === '')) return null
    const text = broken[rule]
    return { alert: { ...brokenAlert, text }, fieldErrors: { password: text } }
  }
}

export function ResetForm(props: Props) {
  const {
    action,
    initial,
    stalePath,
    browser,
    isNameKnown,
    signInWith,
    hint,
    isRemembered = true,
    ticket,
    note,
    policy,
    passwordRules,
    texts,
  } = props
  const check = usePasswordCheck(policy, texts)
  const { state, isBusy, alert, title, form } = useForm(action, initial, { texts: browser, stalePath, check })
  const asksForCode =
    props.asksForCode || state.asksForCode || state.fieldErrors.code !== undefined || state.code !== ''
  // If there is nothing to correct, a new code is the way on, and this form only shows what was sent.
  const isOver = state.newCode !== null && state.focus === null
  return (
    <>
      <form {...form}>
        {ticket !== null && <input type="hidden" name="ticket" value={ticket} />}
        <title>{title}</title>
        <FormProof />
        {isNameKnown && (
          <Username
            id="username"
            name="username"
            label={texts.username}
            prefix={texts.forLabel}
            value={initial.username}
          />
        )}
        <FormAlert view={state.alert} fieldErrors={state.fieldErrors} ref={alert} />
        {hint !== null && state.serial === 0 && <p className="lead">{hint}</p>}
        {!isNameKnown && (
          <UsernameField
            state={state}
            signInWith={signInWith}
            isRemembered={isRemembered}
            label={texts.username}
            enterKeyHint="next"
          />
        )}
        {asksForCode && (
          <CodeField state={state} isRemembered={isRemembered} label={texts.code} help={texts.codeHelp} />
        )}
        <NewPassword
          key={state.emptied}
          error={state.fieldErrors.password}
          isBusy={isBusy}
          isFirst={firstToCorrect(state) === 'password'}
          policy={policy}
          passwordRules={passwordRules}
          texts={texts}
        />
        {state.shownPassword !== '' && (
          <input type="hidden" name="shown_password" value={state.shownPassword} />
        )}
        <Button variant={isOver ? 'secondary' : 'primary'} busyLabel={texts.busy} isBusy={isBusy}>
          {texts.submit}
        </Button>
      </form>
      <ResendForm
        {...props.newCode}
        initial={notAsked}
        username={state.username}
        nextAskAt={state.newCode?.nextAskAt ?? null}
        renderedAt={state.newCode?.renderedAt ?? ''}
        variant={isOver ? 'primary' : 'secondary'}
        isOffered={state.newCode !== null}
      />
      {!asksForCode && note}
    </>
  )
}
