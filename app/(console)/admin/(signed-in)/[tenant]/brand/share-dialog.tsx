'use client'

import { useState } from 'react'
import { Button } from '../../../_ui/button'
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
    <Dialog isOpen={isOpen} onClose={onClose} title="Share a preview" size="lg">
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
      else setSaid('You were signed out. Sign in again in another tab.')
    } catch {
      setSaid('No answer came. If the link was made, it is in the list below.')
    }
    setMade((count) => count + 1)
    setBusy(false)
  }

  async function copy(url: string) {
    try {
      await navigator.clipboard.writeText(url)
      setSaid('Copied.')
    } catch {
      setSaid('The browser doesn’t let this page copy. Select the link and copy it yourself.')
    }
  }

  return (
    <>
      <p className="text-[13px] text-soft">
        Anybody with the link sees the draft as it is at that moment, in every state and language. Forms send
        nothing, and the rest of the console stays closed to them.
      </p>
      <div className="grid gap-3 sm:grid-cols-[1fr_auto] sm:items-end">
        <SelectField
          label="The link works for"
          value={days}
          onChange={(event) => setDays(event.target.value)}
          options={[
            { value: '1', label: 'one day' },
            { value: '7', label: 'a week' },
            { value: '30', label: 'thirty days' },
          ]}
        />
        <Button look="primary" disabled={isBusy} onClick={() => void make()}>
          Create link
        </Button>
      </div>
      {link !== null && (
        <div className="grid gap-3 sm:grid-cols-[1fr_auto]">
          <TextField
            label="Link"
            value={link.url}
            readOnly
            onFocus={(event) => event.target.select()}
            help={`Works until ${timeText(new Date(link.until))}`}
          />
          <span className="sm:pt-[26px]">
            <Button onClick={() => void copy(link.url)}>Copy</Button>
          </span>
        </div>
      )}
      {said !== null && <Notice role="status">{said}</Notice>}
      <SharedList slug={slug} made={made} onCopy={(url) => void copy(url)} />
      <div className="flex justify-end">
        <Button onClick={onClose}>Close</Button>
      </div>
    </>
  )
}
