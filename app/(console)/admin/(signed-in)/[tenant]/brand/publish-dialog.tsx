'use client'

import { useState } from 'react'
import type { Difference } from '@/lib/brand/difference'
import type { PreviewState } from '@/lib/brand/preview'
import { authorSentence } from '@/lib/console/author'
import { say } from '@/lib/console/words/generated/editor'
import { Button } from '../../../_ui/button'
import { Dialog } from '../../../_ui/dialog'
import { TextField } from '../../../_ui/field'
import { Notice } from '../../../_ui/notice'
import { useTimeText } from '../../../_ui/when'
import { publishBrand } from './actions'
import { ComparedPreviews } from './compared-previews'
import { DifferencesList } from './differences-list'
import type { Device } from './use-preview-view'
import type { PublishedBrand } from './use-published'

type Props = {
  isOpen: boolean
  onClose: () => void
  slug: string
  version: number
  published: PublishedBrand
  changes: readonly Difference[]
  /** What the preview shows. */
  shown: { device: Device; state: PreviewState; side: 'light' | 'dark'; locale: string }
  /** What to think of before: adjusted colours, forgotten languages, a forgotten logo. */
  repairs: number
  languagesWithout: readonly string[]
  reminder: string | null
}

/** Shown before publishing: what is live beside the draft, and every difference between them. */
export function PublishDialog(props: Props) {
  const { isOpen, onClose, slug, version, published, changes, shown } = props
  const { repairs, languagesWithout, reminder } = props
  const timeText = useTimeText()
  const [comment, setComment] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)

  async function publish() {
    setBusy(true)
    setFault(null)
    published.forget()
    try {
      const answer = await publishBrand({ tenant: slug, version, live: published.live.revision, comment })
      if (!answer.ok) {
        setFault(say('editor.publishDialog.signedOut'))
      } else if (answer.value.kind === 'live') {
        published.take(answer.value.live)
        setComment('')
        onClose()
      } else {
        const { author, over } = answer.value
        const clock = (at: Date) => timeText(at, 'clock')
        if (answer.value.over === 'live') published.meet(answer.value.live)
        setFault(
          over === 'draft'
            ? say('editor.publishDialog.draftConflict', { author: authorSentence(author, 'draft', clock) })
            : say('editor.publishDialog.liveConflict', { author: authorSentence(author, 'live', clock) }),
        )
      }
    } catch {
      setFault(say('editor.publishDialog.lost'))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={say('editor.publishDialog.title', { count: changes.length })}
      size="xl"
    >
      {fault !== null && (
        <Notice tone="bad" role="alert">
          {fault}
        </Notice>
      )}
      <ComparedPreviews
        slug={slug}
        before={{ label: say('editor.publishDialog.liveNow'), revision: 'live' }}
        after={{ label: say('editor.publishDialog.afterPublishing'), revision: 'draft' }}
        start={shown}
      />
      <DifferencesList changes={changes} slug={slug} />
      <Notice tone={repairs === 0 ? 'good' : 'warn'}>
        {say('editor.pairsPassAa')}
        {repairs > 0 && ` ${say('editor.coloursMoved', { count: repairs })}`}
      </Notice>
      {reminder !== null && <Notice tone="warn">{reminder}</Notice>}
      {languagesWithout.length > 0 && (
        <Notice>
          {say('editor.publishDialog.onlySomeLanguages', { languagesWithout: languagesWithout.join(', ') })}
        </Notice>
      )}
      <div className="sticky -bottom-6 -mx-6 -mb-6 grid gap-3 border-t border-rule bg-raised px-6 py-4 sm:grid-cols-[1fr_auto] sm:items-end">
        <TextField
          label={say('editor.publishDialog.comment')}
          value={comment}
          maxLength={300}
          onChange={(event) => setComment(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button look="primary" disabled={isBusy || changes.length === 0} onClick={() => void publish()}>
            {isBusy ? say('editor.publishDialog.publishing') : say('editor.publishDialog.publish')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
