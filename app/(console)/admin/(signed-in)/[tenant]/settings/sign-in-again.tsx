'use client'

import { say } from '@/lib/console/words/generated/settings'
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
        {say.rich(isOver ? 'settings.signInAgain.over' : 'settings.signInAgain.recent', {
          link: (text) => (
            <a
              className="font-semibold underline"
              href={isOver ? '/admin/sign-in' : '/admin/sign-in?again=1'}
              target="_blank"
              rel="noopener"
            >
              {text}
            </a>
          ),
        })}
      </p>
    </Notice>
  )
}
