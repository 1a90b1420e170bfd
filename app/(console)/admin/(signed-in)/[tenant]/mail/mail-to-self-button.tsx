'use client'

import { useState } from 'react'
import type { ShownMail } from '@/lib/console/shown-mails'
import { Button } from '../../../_ui/button'
import { Notice } from '../../../_ui/notice'
import { sendTest } from './actions'

const reasons = {
  'no-sender': 'This deployment has no sender: REKEY_MAIL_FROM is not set.',
  'no-proven-address':
    'You have no verified email address in the console’s user pool, and a test goes nowhere else.',
  'too-many': 'You have sent ten within an hour. Try again later.',
  'not-sent': 'SES refused it, and nothing was sent. The log says why.',
}

/** Sends the mail on show to oneself. */
export function TestButton({ slug, mail, isReady }: { slug: string; mail: ShownMail; isReady: boolean }) {
  const [said, setSaid] = useState<{ tone: 'good' | 'bad'; text: string } | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function send() {
    setBusy(true)
    setSaid(null)
    try {
      const answer = await sendTest({ tenant: slug, mail })
      if (!answer.ok) setSaid({ tone: 'bad', text: 'Sign in again first.' })
      else if (answer.value.kind === 'sent')
        setSaid({ tone: 'good', text: `Sent to ${answer.value.to}. The details in it are made up.` })
      else setSaid({ tone: 'bad', text: reasons[answer.value.kind] })
    } catch {
      setSaid({ tone: 'bad', text: 'Not sent. Check the connection and try again.' })
    }
    setBusy(false)
  }

  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Button look="primary" disabled={isBusy || !isReady} onClick={() => void send()}>
          Send me a test
        </Button>
        <p className="text-[13px] text-soft">
          {isReady ? 'Exactly this email, to your own verified address.' : reasons['no-sender']}
        </p>
      </div>
      {said !== null && (
        <Notice tone={said.tone} role={said.tone === 'good' ? 'status' : 'alert'}>
          {said.text}
        </Notice>
      )}
    </div>
  )
}
