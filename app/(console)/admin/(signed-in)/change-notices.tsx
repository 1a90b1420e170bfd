'use client'

import { type ReactNode, useState } from 'react'
import type { ChangeNotice } from '@/lib/console/change-notices'
import { say } from '@/lib/console/words/generated/shell'
import { Button } from '../_ui/button'
import { Notice } from '../_ui/notice'
import { When } from '../_ui/when'
import { markChangesSeen } from './actions'

const SHOWN = 3

function Change({ change: { at, event, tenant, who, about } }: { change: ChangeNotice }) {
  const parts = {
    name: tenant,
    who: who ?? say('common.somebody'),
    what: say.find('shell.changes.doings', event) ?? event,
    tenant: (name: ReactNode) => <span className="font-semibold">{name}</span>,
    when: () => <When at={at} />,
  }
  return (
    <li>
      {about.length > 0
        ? say.rich('shell.changes.changeAbout', { ...parts, about: about.slice(0, 6).join(', ') })
        : say.rich('shell.changes.change', parts)}
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
    <section aria-label={say('shell.changes.title')} className="border-b border-rule p-3">
      <Notice tone="warn">
        <ul className="grid gap-1 wrap-anywhere">
          {changes.slice(0, SHOWN).map((change) => (
            <Change key={change.id} change={change} />
          ))}
        </ul>
        {more.length > 0 && (
          <details>
            <summary className="cursor-pointer underline underline-offset-4">
              {say('shell.changes.more', { count: more.length })}
            </summary>
            <ul className="mt-1 grid gap-1">
              {more.map((change) => (
                <Change key={change.id} change={change} />
              ))}
            </ul>
          </details>
        )}
        <div>
          <Button onClick={onSeen} disabled={isBusy}>
            {say('shell.changes.markAsSeen')}
          </Button>
        </div>
      </Notice>
    </section>
  )
}
