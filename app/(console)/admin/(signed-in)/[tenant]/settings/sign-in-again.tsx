'use client'

import { Notice } from '../../../_ui/notice'

/** Asks for a new sign-in where a change needs one from the last five minutes. What was typed stays in the form. */
export function SignInAgain() {
  return (
    <Notice tone="warn" role="alert">
      <p>
        This change needs a sign-in from the last five minutes.{' '}
        <a className="font-semibold underline" href="/admin/sign-in?again=1" target="_blank" rel="noopener">
          Sign in again
        </a>{' '}
        in a new tab, then press the button again.
      </p>
    </Notice>
  )
}
