'use client'

import { useState } from 'react'
import type { ChangeNotice } from '@/lib/console/change-notices'
import { Button } from '../_ui/button'
import { Notice } from '../_ui/notice'
import { When } from '../_ui/when'
import { markChangesSeen } from './actions'

const SHOWN = 3

const doings: Record<string, string> = {
  'tenant.connect': 'changed the settings',
  'host.claim': 'claimed a domain',
  'host.check': 'verified a domain',
  'host.remove': 'released a domain',
  'tenant.create': 'created the tenant',
  'tenant.delete': 'deleted the tenant',
}

function Change({ change: { at, event, tenant, who, about } }: { change: ChangeNotice }) {
  return (
    <li>
      <span className="font-semibold">{tenant}</span>: {who ?? 'Somebody'} {doings[event] ?? event}
      {about.length > 0 && <> ({about.slice(0, 6).join(', ')})</>}, <When at={at} />
    </li>
  )
}

/** Dangerous changes that others made to this person's tenants, shown until marked as seen. */
export function ChangeNotices({ changes }: { changes: readonly ChangeNotice[] }) {
  const [isSeen, setSeen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  if (isSeen) return null
  const more = changes.slice(SHOWN)

  async function onSeen() {
    setBusy(true)
    const answer = await markChangesSeen({ ids: changes.map(({ id }) => id) })
    setBusy(false)
    setSeen(answer.ok)
  }

  return (
    <section aria-label="Changes by others" className="border-b border-rule p-3">
      <Notice tone="warn">
        <ul className="grid gap-1 wrap-anywhere">
          {changes.slice(0, SHOWN).map((change) => (
            <Change key={change.id} change={change} />
          ))}
        </ul>
        {more.length > 0 && (
          <details>
            <summary className="cursor-pointer underline underline-offset-4">{more.length} more</summary>
            <ul className="mt-1 grid gap-1">
              {more.map((change) => (
                <Change key={change.id} change={change} />
              ))}
            </ul>
          </details>
        )}
        <div>
          <Button onClick={onSeen} disabled={isBusy}>
            Mark as seen
          </Button>
        </div>
      </Notice>
    </section>
  )
}
