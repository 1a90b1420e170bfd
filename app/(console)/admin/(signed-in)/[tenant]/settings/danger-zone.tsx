'use client'

import { useState } from 'react'
import { say } from '@/lib/console/words/generated/settings'
import { Button } from '../../../_ui/button'
import { Dialog } from '../../../_ui/dialog'
import { TextField } from '../../../_ui/field'
import { Notice } from '../../../_ui/notice'
import { Card } from '../../../_ui/page'
import { deleteTenantForGood, pauseTenant } from './actions'
import { SignInAgain } from './sign-in-again'

/** Pauses a tenant, which loses nothing, or deletes it, which asks for the slug. For operators. */
export function DangerZone({ slug, isPaused }: { slug: string; isPaused: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [said, setSaid] = useState<'failed' | 'sign-in-again' | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function run(act: () => Promise<{ ok: true } | { ok: false; reason: string }>, goTo: string) {
    setBusy(true)
    setSaid(null)
    try {
      const answer = await act()
      if (answer.ok) return location.assign(goTo)
      setSaid(answer.reason === 'sign-in-again' ? 'sign-in-again' : 'failed')
    } catch {
      setSaid('failed')
    }
    setBusy(false)
  }

  return (
    <Card title={say('settings.danger.title')}>
      <div id="status" className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-[13px] text-soft">
          {isPaused ? say('settings.danger.isPaused') : say('settings.danger.pauseNote')}
        </p>
        <Button
          disabled={isBusy}
          onClick={() =>
            void run(() => pauseTenant({ tenant: slug, isPaused: !isPaused }), `/admin/${slug}/settings`)
          }
        >
          {isPaused ? say('settings.danger.resume') : say('settings.danger.pause')}
        </Button>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-[13px] text-soft">{say('settings.danger.deleteNote')}</p>
        <Button look="danger" onClick={() => setOpen(true)}>
          {say('settings.danger.delete')}
        </Button>
      </div>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={say('settings.danger.deleteTitle', { slug })}
      >
        <p className="text-[13px] text-soft">{say('settings.danger.warning')}</p>
        <TextField
          label={say('settings.danger.confirm', { slug })}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
        {said === 'sign-in-again' && <SignInAgain />}
        {said === 'failed' && (
          <Notice tone="bad" role="alert">
            {say('settings.danger.failed')}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>{say('common.cancel')}</Button>
          <Button
            look="danger"
            disabled={isBusy || typed !== slug}
            onClick={() => void run(() => deleteTenantForGood({ tenant: slug, typed }), '/admin/tenants')}
          >
            {say('settings.danger.deleteForGood')}
          </Button>
        </div>
      </Dialog>
    </Card>
  )
}
