'use client'

import { useState } from 'react'
import { say } from '@/lib/console/words/generated/editor'
import { Button } from '../../../_ui/button'
import { copyText } from '../../../_ui/copy-text'
import { Dialog } from '../../../_ui/dialog'
import { SelectField, TextField } from '../../../_ui/field'
import { Notice } from '../../../_ui/notice'
import { useTimeText } from '../../../_ui/when'
import { shareBrand } from './actions'
import { SharedList } from './shared-list'

type Props = { isOpen: boolean; onClose: () => void; slug: string }

/** Makes a link that shows the draft to somebody without an account until a day, and lists and withdraws such links. */
export function ShareDialog({ isOpen, onClose, slug }: Props) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={say('editor.shareDialog.shareAPreview')} size="lg">
      <Sharing slug={slug} onClose={onClose} />
    </Dialog>
  )
}

function Sharing({ slug, onClose }: { slug: string; onClose: () => void }) {
  const timeText = useTimeText()
  const [days, setDays] = useState('7')
  const [link, setLink] = useState<{ url: string; until: string } | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [made, setMade] = useState(0)

  async function make() {
    setSaid(null)
    setBusy(true)
    try {
      const answer = await shareBrand({ tenant: slug, days: Number(days) })
      if (answer.ok) setLink(answer.value)
      else setSaid(say('editor.shareDialog.signedOut'))
    } catch {
      setSaid(say('editor.shareDialog.lost'))
    }
    setMade((count) => count + 1)
    setBusy(false)
  }

  const copy = async (url: string) =>
    setSaid((await copyText(url)) ? say('common.copied') : say('editor.shareDialog.notCopied'))

  return (
    <>
      <p className="text-[13px] text-soft">{say('editor.shareDialog.lead')}</p>
      <div className="grid gap-3 sm:grid-cols-[1fr_auto] sm:items-end">
        <SelectField
          label={say('editor.shareDialog.linkWorks')}
          value={days}
          onChange={(event) => setDays(event.target.value)}
          options={[
            { value: '1', label: say('editor.shareDialog.oneDay') },
            { value: '7', label: say('editor.shareDialog.aWeek') },
            { value: '30', label: say('editor.shareDialog.thirtyDays') },
          ]}
        />
        <Button look="primary" disabled={isBusy} onClick={() => void make()}>
          {say('editor.shareDialog.createLink')}
        </Button>
      </div>
      {link !== null && (
        <div className="grid gap-3 sm:grid-cols-[1fr_auto]">
          <TextField
            label={say('editor.colours.link')}
            value={link.url}
            readOnly
            onFocus={(event) => event.target.select()}
            help={say('editor.shareDialog.worksUntil', { value: timeText(new Date(link.until)) })}
          />
          <span className="sm:pt-[26px]">
            <Button onClick={() => void copy(link.url)}>{say('editor.shareDialog.copy')}</Button>
          </span>
        </div>
      )}
      {said !== null && <Notice role="status">{said}</Notice>}
      <SharedList slug={slug} made={made} onCopy={(url) => void copy(url)} />
      <div className="flex justify-end">
        <Button onClick={onClose}>{say('editor.previewFooter.close')}</Button>
      </div>
    </>
  )
}
