'use client'

import { useState } from 'react'
import type { Difference } from '@/lib/brand/difference'
import { Button } from '../../../_ui/button'
import { Dialog } from '../../../_ui/dialog'
import { TextField } from '../../../_ui/field'
import { Notice } from '../../../_ui/notice'
import { publishBrand } from './actions'
import { DifferencesList } from './differences-list'

type Props = {
  isOpen: boolean
  onClose: () => void
  onPublished: () => void
  slug: string
  version: number
  changes: readonly Difference[]
  /** How many colours the pages will use differently from how they were chosen. */
  repairs: number
  languagesWithout: readonly string[]
}

/**
 * Shown before publishing: what changes, which colours the palette adjusts, which languages have no texts of their own.
 */
export function PublishDialog(props: Props) {
  const { isOpen, onClose, onPublished, slug, version, changes, repairs, languagesWithout } = props
  const [comment, setComment] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)

  async function publish() {
    setBusy(true)
    setFault(null)
    try {
      const answer = await publishBrand({ tenant: slug, version, comment })
      if (!answer.ok) setFault('You were signed out. Sign in again in another tab, then publish once more.')
      else if (answer.value.kind === 'conflict') {
        setFault('Somebody saved the draft after you opened this list. Close it and look at what changed.')
      } else if (answer.value.kind === 'unchanged') setFault('This is already live.')
      else onPublished()
    } catch {
      setFault('Not sent. Nothing was published. Check the connection and try again.')
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={changes.length === 1 ? 'Publish 1 change' : `Publish ${changes.length} changes`}
      isWide
    >
      {fault !== null && (
        <Notice tone="bad" role="alert">
          {fault}
        </Notice>
      )}
      <div className="max-h-[40vh] overflow-auto">
        <DifferencesList changes={changes} slug={slug} />
      </div>
      <Notice tone={repairs === 0 ? 'good' : 'warn'}>
        {repairs === 0
          ? 'Every colour pair passes WCAG 2.2 AA.'
          : `Every colour pair passes WCAG 2.2 AA. ${repairs === 1 ? 'One of your colours is' : `${repairs} of your colours are`} moved a little for it.`}
      </Notice>
      {languagesWithout.length > 0 && (
        <Notice>
          Words were changed in one language and not in {languagesWithout.join(', ')}: there the portal’s own
          words stay.
        </Notice>
      )}
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
    </Dialog>
  )
}
