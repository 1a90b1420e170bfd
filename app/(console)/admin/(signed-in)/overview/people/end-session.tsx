'use client'

import { useState } from 'react'
import { say } from '@/lib/console/words/generated/people'
import { Button } from '../../../_ui/button'
import { endAnySession, endOwnSession } from './actions'

type Props = {
  session: string
  isOwn: boolean
  /** Whether it is the session of this very page. */
  isThis: boolean
  /** Which one it is, for those who hear the button alone. */
  name: string
}

/** Ends a session; that of this page as signing out does. */
export function EndSession({ session, isOwn, isThis, name }: Props) {
  const [isBusy, setBusy] = useState(false)
  const [said, setSaid] = useState<'lost' | 'refused' | 'signedOut' | null>(null)

  async function end() {
    setBusy(true)
    setSaid(null)
    try {
      const answer = await (isOwn ? endOwnSession : endAnySession)({ session })
      // A whole document: the list is read anew, and whoever ended their own is asked to sign in.
      if (answer.ok) return isThis ? location.assign('/admin/sign-in') : location.reload()
      setSaid(answer.reason === 'signed-out' ? 'signedOut' : 'refused')
    } catch {
      setSaid('lost')
    }
    setBusy(false)
  }

  return (
    <span className="grid justify-items-start gap-1.5">
      <Button disabled={isBusy} aria-label={say('people.endOf', { name })} onClick={() => void end()}>
        {say('people.end')}
      </Button>
      {said !== null && (
        <span role="alert" className="text-[12px] text-bad">
          {say(`people.notEnded.${said}`)}
        </span>
      )}
    </span>
  )
}
