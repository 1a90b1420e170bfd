'use client'

import { type ReactNode, useRef } from 'react'
import { brokenRule, type PasswordPolicy } from '@/lib/passwords/policy'
import { CodeAttemptForm, type CodeAttemptProps } from '../code-attempt-form'
import { type FormState, firstToCorrect } from '../form-state'
import { NewPassword } from './new-password'
import type { ResetTexts } from './reset-texts'

type Props = Omit<CodeAttemptProps, 'texts'> & {
  hint: string | null
  /** Whether the browser may restore what was typed here before. */
  isRemembered?: boolean
  /** A note about the link's code, shown while that code is the one to be used. */
  note: ReactNode
  policy: PasswordPolicy
  passwordRules: string
  texts: ResetTexts
}

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

export function ResetForm({ hint, policy, passwordRules, texts, ...form }: Props) {
  const check = usePasswordCheck(policy, texts)
  return (
    <CodeAttemptForm
      {...form}
      texts={texts}
      check={check}
      lead={hint !== null && <p className="lead">{hint}</p>}
      fields={(state, isBusy) => (
        <>
          <NewPassword
            key={state.emptied}
            error={state.fieldErrors.password}
            isBusy={isBusy}
            isFirst={firstToCorrect(state) === 'password'}
            policy={policy}
            passwordRules={passwordRules}
            texts={texts}
          />
          {texts.signOut !== null && (
            <p className="box">
              {/* A box that is not ticked sends nothing, as a form of an older release does: this tells them apart. */}
              <input type="hidden" name="sign_out" value="no" />
              <label>
                <input
                  key={state.serial}
                  type="checkbox"
                  name="sign_out"
                  value="yes"
                  defaultChecked={!state.keepsSessions}
                />{' '}
                <span>{texts.signOut}</span>
              </label>
            </p>
          )}
          {state.shownPassword !== '' && (
            <input type="hidden" name="shown_password" value={state.shownPassword} />
          )}
        </>
      )}
    />
  )
}
