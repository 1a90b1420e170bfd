'use client'

import { changeTitle } from '@/lib/console/words/word-label'
import { Button, ButtonLink } from '../../../_ui/button'
import { Notice } from '../../../_ui/notice'
import { useTimeText } from '../../../_ui/when'
import { DifferencesList } from './differences-list'
import type { Editor } from './use-editor'

/** One short line that says whether the draft is saved. */
export function SaveState({ editor, changes }: { editor: Editor; changes: number }) {
  const { status, saved, canEdit } = editor
  const timeText = useTimeText()
  const tone = { saved: 'bg-mark-good', waiting: 'bg-mark-warn', saving: 'bg-mark-warn' }[
    status.kind as 'saved'
  ]
  const text = !canEdit
    ? 'View only'
    : {
        saved: saved.at === null ? 'No changes yet' : `Draft saved ${timeText(new Date(saved.at), 'clock')}`,
        waiting: 'Editing…',
        saving: 'Saving…',
        offline: 'Not saved: no connection',
        'signed-out': 'Not saved: signed out',
        invalid: 'Not saved: something isn’t valid',
      }[status.kind]
  const isPending = changes > 0 && status.kind === 'saved'
  return (
    <p role="status" className="flex min-w-0 items-center gap-2.5 text-[13px] text-soft">
      <span
        aria-hidden="true"
        className={`size-2 shrink-0 rounded-full ${isPending ? 'bg-mark-warn' : (tone ?? 'bg-bad')}`}
      />
      <span className="truncate">
        {text}
        {changes > 0 && ` · ${changes} ${changes === 1 ? 'change' : 'changes'}`}
      </span>
    </p>
  )
}

/** What keeps the draft from being saved, and what to do about it. Nothing that was typed is lost meanwhile. */
export function SaveTroubles({ editor, slug }: { editor: Editor; slug: string }) {
  const { status, conflict, resolve, saveNow } = editor
  if (conflict !== null) {
    return (
      <Notice tone="warn" role="alert">
        <p className="font-semibold">Somebody else saved this draft while you were editing.</p>
        <div className="max-h-40 overflow-auto text-ink">
          <DifferencesList changes={conflict.changes} slug={slug} />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => resolve('mine-on-top')}>Keep both, mine on top</Button>
          <Button onClick={() => resolve('theirs')}>Take theirs</Button>
        </div>
      </Notice>
    )
  }
  if (status.kind === 'signed-out') {
    return (
      <Notice tone="warn" role="alert">
        <p>You were signed out. What you changed is still here: sign in again in another tab, then save.</p>
        <div className="flex gap-2">
          <ButtonLink href="/admin/sign-in" target="_blank">
            Sign in
          </ButtonLink>
          <Button onClick={() => void saveNow()}>Save now</Button>
        </div>
      </Notice>
    )
  }
  if (status.kind === 'invalid') {
    return (
      <Notice tone="bad" role="alert">
        {status.faults.map(({ path, message }) => (
          <p key={path}>
            {changeTitle(path)} {message}.
          </p>
        ))}
      </Notice>
    )
  }
  return null
}
