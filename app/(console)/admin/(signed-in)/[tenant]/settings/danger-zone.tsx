'use client'

import { useState } from 'react'
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
    <Card title="Pause or delete">
      <div id="status" className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-[13px] text-soft">
          {isPaused
            ? 'The pages of this tenant answer “not found” until it is resumed.'
            : 'A paused tenant keeps everything, and its pages answer “not found”.'}
        </p>
        <Button
          disabled={isBusy}
          onClick={() =>
            void run(() => pauseTenant({ tenant: slug, isPaused: !isPaused }), `/admin/${slug}/settings`)
          }
        >
          {isPaused ? 'Resume' : 'Pause'}
        </Button>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-[13px] text-soft">
          Deleting removes brand, pictures, secrets and hosts at once. The activity log stays.
        </p>
        <Button look="danger" onClick={() => setOpen(true)}>
          Delete…
        </Button>
      </div>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={`Delete ${slug}`}>
        <p className="text-[13px] text-soft">
          Its people can no longer reset their passwords here. This can’t be undone.
        </p>
        <TextField
          label={`Type ${slug} to delete it`}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
        {said === 'sign-in-again' && <SignInAgain />}
        {said === 'failed' && (
          <Notice tone="bad" role="alert">
            That did not work. Nothing was deleted.
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Cancel</Button>
          <Button
            look="danger"
            disabled={isBusy || typed !== slug}
            onClick={() => void run(() => deleteTenantForGood({ tenant: slug, typed }), '/admin/tenants')}
          >
            Delete for good
          </Button>
        </div>
      </Dialog>
    </Card>
  )
}
