'use client'

import type { ReactNode } from 'react'
import { Button } from '@/app/_ui/button'
import { Username } from '@/app/_ui/username'
import type { SignInWith } from '@/lib/i18n/catalogues'
import { CodeField, UsernameField } from './entry-fields'
import { FormAlert } from './form-alert'
import { FormProof } from './form-proof'
import { type BrowserTexts, emptyForm, type FormAction, type FormState } from './form-state'
import type { NewCodeForm } from './new-code-form'
import { ResendForm } from './sent/resend-form'
import { useForm } from './use-form'

export type CodeAttemptProps = {
  action: FormAction
  initial: FormState
  stalePath: string
  browser: BrowserTexts
  isNameKnown: boolean
  asksForCode: boolean
  signInWith: SignInWith
  /** What a link brought, sealed, for browsers that keep no cookies. */
  ticket: string | null
  texts: { username: string; forLabel: string; code: string; codeHelp: string; submit: string; busy: string }
  newCode: NewCodeForm
}

type Props = CodeAttemptProps & {
  /** What stands above the fields until the form is sent. */
  lead: ReactNode
  /** Whether the browser may restore what was typed here before. */
  isRemembered?: boolean
  /** The page's own check before the form is sent; null sends it. */
  check?: (form: FormData) => Partial<FormState> | null
  /** What is asked for beside the name and the code. */
  fields?: (state: FormState, isBusy: boolean) => ReactNode
  /** A note about the link's code, shown while that code is the one to be used. */
  note?: ReactNode
}

/** Asking for a new code starts afresh, whatever became of the form above. */
const notAsked = emptyForm()

/** The form that uses a code: what a link brought, fields for what none did, and a new code where this one is of no use. */
export function CodeAttemptForm(props: Props) {
  const { action, initial, stalePath, browser, isNameKnown, signInWith, ticket, texts } = props
  const { lead, isRemembered = true, check = () => null, fields, note } = props
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
        {state.serial === 0 && lead}
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
        {fields?.(state, isBusy)}
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
