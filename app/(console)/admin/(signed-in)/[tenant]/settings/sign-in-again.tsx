'use client'

import { Notice } from '../../../_ui/notice'

type Because = 'sign-in-again' | 'signed-out'

/**
 * Asks for a new sign-in where a change needs one from the last five minutes, or where the session is over. What was typed
 * stays in the form, since signing in is done in another tab.
 */
export function SignInAgain({ because = 'sign-in-again' }: { because?: Because }) {
  const isOver = because === 'signed-out'
  return (
    <Notice tone="warn" role="alert">
      <p>
        {isOver
          ? 'Your session is over. What you typed is still here.'
          : 'This change needs a sign-in from the last five minutes.'}{' '}
        <a
          className="font-semibold underline"
          href={isOver ? '/admin/sign-in' : '/admin/sign-in?again=1'}
          target="_blank"
          rel="noopener"
        >
          {isOver ? 'Sign in' : 'Sign in again'}
        </a>{' '}
        in a new tab, then press the button again.
      </p>
    </Notice>
  )
}
