'use client'

import { useState } from 'react'
import { Button } from '../../../_ui/button'
import { Dialog } from '../../../_ui/dialog'
import { SelectField, TextField } from '../../../_ui/field'
import { Notice } from '../../../_ui/notice'
import { useTimeText } from '../../../_ui/when'
import { shareBrand } from './actions'

type Props = { isOpen: boolean; onClose: () => void; slug: string }

/** Makes a link that shows the draft to somebody without an account, until the day chosen here. */
export function ShareDialog({ isOpen, onClose, slug }: Props) {
  const timeText = useTimeText()
  const [days, setDays] = useState('7')
  const [link, setLink] = useState<{ url: string; until: string } | null>(null)
  const [said, setSaid] = useState<string | null>(null)

  async function make() {
    setSaid(null)
    try {
      const answer = await shareBrand({ tenant: slug, days: Number(days) })
      if (answer.ok) setLink(answer.value)
      else setSaid('You were signed out. Sign in again in another tab.')
    } catch {
      setSaid('The link could not be created. Check the connection and try again.')
    }
  }

  async function copy() {
    if (link === null) return
    await navigator.clipboard.writeText(link.url)
    setSaid('Copied.')
  }

  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Share a preview">
      <p className="text-[13px] text-soft">
        Anybody with the link sees the draft as it is at that moment, in every state and language. Forms send
        nothing, and the rest of the console stays closed to them.
      </p>
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
      {link !== null && (
        <TextField
          label="Link"
          value={link.url}
          readOnly
          onFocus={(event) => event.target.select()}
          help={`Works until ${timeText(new Date(link.until))}`}
        />
      )}
      {said !== null && <Notice role="status">{said}</Notice>}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Close</Button>
        {link !== null && <Button onClick={() => void copy()}>Copy</Button>}
        <Button look="primary" onClick={() => void make()}>
          Create link
        </Button>
      </div>
    </Dialog>
  )
}
