'use client'

import { useState } from 'react'
import type { Difference } from '@/lib/brand/difference'
import type { PreviewState } from '@/lib/brand/preview'
import { authorSentence } from '@/lib/console/author'
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
        setFault('You were signed out. Sign in again in another tab, then publish once more.')
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
            ? `${authorSentence(author, 'draft', clock)} Nothing was published. Reload the page to see it.`
            : `${authorSentence(author, 'live', clock)} Nothing of yours was published yet. Below, the draft stands beside what is live now.`,
        )
      }
    } catch {
      setFault(
        'No answer came, so it may be live already or not. Publish once more: nothing is published twice.',
      )
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={changes.length === 1 ? 'Publish 1 change' : `Publish ${changes.length} changes`}
      size="xl"
    >
      {fault !== null && (
        <Notice tone="bad" role="alert">
          {fault}
        </Notice>
      )}
      <ComparedPreviews
        slug={slug}
        before={{ label: 'Live now', revision: 'live' }}
        after={{ label: 'After publishing', revision: 'draft' }}
        start={shown}
      />
      <DifferencesList changes={changes} slug={slug} />
      <Notice tone={repairs === 0 ? 'good' : 'warn'}>
        {repairs === 0
          ? 'Every colour pair passes WCAG 2.2 AA.'
          : `Every colour pair passes WCAG 2.2 AA. ${repairs === 1 ? 'One of your colours is' : `${repairs} of your colours are`} moved a little for it.`}
      </Notice>
      {reminder !== null && <Notice tone="warn">{reminder}</Notice>}
      {languagesWithout.length > 0 && (
        <Notice>
          Words were changed in one language and not in {languagesWithout.join(', ')}: there the portal’s own
          words stay.
        </Notice>
      )}
      <div className="sticky -bottom-6 -mx-6 -mb-6 grid gap-3 border-t border-rule bg-raised px-6 py-4 sm:grid-cols-[1fr_auto] sm:items-end">
        <TextField
          label="Comment for the history"
          value={comment}
          maxLength={300}
          onChange={(event) => setComment(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={isBusy || changes.length === 0} onClick={() => void publish()}>
            {isBusy ? 'Publishing…' : 'Publish'}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
