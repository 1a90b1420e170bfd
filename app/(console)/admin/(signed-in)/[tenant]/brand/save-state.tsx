'use client'

import { ArrowUpRight } from 'lucide-react'
import type { RefObject } from 'react'
import { authorSentence } from '@/lib/console/author'
import { type DraftMark, draftState } from '@/lib/console/draft-state'
import { say } from '@/lib/console/words/generated/editor'
import { changeTitle } from '@/lib/console/words/word-label'
import { Button, ButtonLink } from '../../../_ui/button'
import { Notice } from '../../../_ui/notice'
import { useTimeText } from '../../../_ui/when'
import { DifferencesList } from './differences-list'
import type { Editor } from './use-editor'
import type { PublishedBrand } from './use-published'

const marks: Record<DraftMark, string> = {
  live: 'bg-mark-good',
  draft: 'bg-mark-warn',
  busy: 'bg-mark-plain',
  trouble: 'bg-mark-bad',
}

/** One short line that says whether the draft is saved and whether it is live, with a link to the live page. */
export function SaveState({
  editor,
  changes,
  published,
  link,
}: {
  editor: Editor
  changes: number
  published: PublishedBrand
  link: RefObject<HTMLAnchorElement | null>
}) {
  const { status, saved, canEdit } = editor
  const timeText = useTimeText()
  const { live, liveUrl, today } = published
  const { mark, text } = draftState(
    {
      status: status.kind,
      canEdit,
      changes,
      savedAt: saved.at === null ? null : new Date(saved.at),
      publishedAt: live.at === null ? null : new Date(live.at),
    },
    (at) => timeText(at, at.toISOString().slice(0, 10) >= today ? 'clock' : 'minute'),
  )
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-[13px] text-soft">
      <p role="status" className="flex min-w-0 items-center gap-2.5">
        <span aria-hidden="true" data-mark={mark} className={`size-2 shrink-0 rounded-full ${marks[mark]}`} />
        <span>{text}</span>
      </p>
      <a
        ref={link}
        href={liveUrl}
        target="_blank"
        rel="noreferrer"
        className="flex min-h-6 items-center gap-0.5 font-medium whitespace-nowrap text-ink underline underline-offset-4"
      >
        {say('editor.saveState.openLivePage')}
        <ArrowUpRight className="size-3.5" aria-hidden="true" />
      </a>
    </div>
  )
}

/** What keeps the draft from being saved, and what to do about it. Nothing that was typed is lost meanwhile. */
export function SaveTroubles({ editor, slug }: { editor: Editor; slug: string }) {
  const { status, conflict, resolve, saveNow } = editor
  const timeText = useTimeText()
  if (conflict !== null) {
    const { author, changes } = conflict
    return (
      <Notice tone="warn" role="alert">
        <p className="font-semibold">{authorSentence(author, 'draft', (at) => timeText(at, 'clock'))}</p>
        <div className="max-h-40 overflow-auto text-ink">
          <DifferencesList changes={changes} slug={slug} />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => resolve('mine-on-top')}>{say('editor.saveState.keepBoth')}</Button>
          <Button onClick={() => resolve('theirs')}>
            {author.isReader ? say('editor.saveState.takeOtherWindows') : say('editor.saveState.takeTheirs')}
          </Button>
        </div>
      </Notice>
    )
  }
  if (status.kind === 'signed-out') {
    return (
      <Notice tone="warn" role="alert">
        <p>{say('editor.saveState.signedOut')}</p>
        <div className="flex gap-2">
          <ButtonLink href="/admin/sign-in" target="_blank">
            {say('editor.saveState.signIn')}
          </ButtonLink>
          <Button onClick={() => void saveNow()}>{say('editor.saveState.saveNow')}</Button>
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
