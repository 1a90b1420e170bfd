'use client'

import { useState } from 'react'
import type { ShownMail } from '@/lib/console/shown-mails'
import { say } from '@/lib/console/words/generated/mail'
import { Button } from '../../../_ui/button'
import { Notice } from '../../../_ui/notice'
import { sendTest } from './actions'

/** Sends the mail on show to oneself. */
export function TestButton({ slug, mail, isReady }: { slug: string; mail: ShownMail; isReady: boolean }) {
  const [said, setSaid] = useState<{ tone: 'good' | 'bad'; text: string } | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function send() {
    setBusy(true)
    setSaid(null)
    try {
      const answer = await sendTest({ tenant: slug, mail })
      if (!answer.ok) setSaid({ tone: 'bad', text: say('common.signInAgainFirst') })
      else if (answer.value.kind === 'sent')
        setSaid({
          tone: 'good',
          text: say('mail.test.sent', { to: answer.value.to }),
        })
      else setSaid({ tone: 'bad', text: say(`mail.notSent.${answer.value.kind}`) })
    } catch {
      setSaid({ tone: 'bad', text: say('common.notSentTryAgain') })
    }
    setBusy(false)
  }

  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Button look="primary" disabled={isBusy || !isReady} onClick={() => void send()}>
          {say('mail.test.send')}
        </Button>
        <p className="text-[13px] text-soft">
          {isReady ? say('mail.test.note') : say('mail.notSent.no-sender')}
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
