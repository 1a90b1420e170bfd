'use client'

import { useState } from 'react'
import { merged } from '@/lib/brand/difference'
import { say } from '@/lib/console/words/generated/editor'
import { ReadWords } from '@/lib/console/words/read-words'
import { Button } from '../../../_ui/button'
import { Dialog } from '../../../_ui/dialog'
import { Notice } from '../../../_ui/notice'
import { DifferencesList } from './differences-list'
import { useEditorView } from './editor-context'

type Props = { isOpen: boolean; onClose: () => void }

/** A translator's file: first what it would change and what it leaves out, then into the draft. */
export function WordsImportDialog({ isOpen, onClose }: Props) {
  const { slug, brand, replace } = useEditorView()
  const [read, setRead] = useState<ReadWords | null>(null)
  const [isBusy, setBusy] = useState(false)

  const close = () => {
    setRead(null)
    onClose()
  }
  async function readFile(file: File | undefined) {
    if (!file) return
    setBusy(true)
    try {
      const response = await fetch(`/admin/${slug}/brand/words`, { method: 'POST', body: file })
      setRead(ReadWords.parse(await response.json()))
    } catch {
      setRead({ ok: false, faults: [say('editor.importNotSent')] })
    }
    setBusy(false)
  }
  function take() {
    if (!read?.ok) return
    replace(merged(brand, read.changes))
    close()
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title={say('editor.wordsImportDialog.importWords')} size="lg">
      <label className="grid gap-1.5 text-[13px] font-medium">
        {say('editor.wordsImportDialog.file')}
        <input
          type="file"
          accept=".json,application/json"
          disabled={isBusy}
          className="text-[13px] font-normal file:me-3 file:h-9 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-edge file:bg-panel file:px-3.5 file:font-semibold"
          onChange={({ target }) => {
            void readFile(target.files?.[0])
            target.value = ''
          }}
        />
      </label>
      {read?.ok === false && (
        <Notice tone="bad" role="alert">
          {read.faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </Notice>
      )}
      {read?.ok && (
        <>
          <p role="status" className="text-[13px] font-medium">
            {say('editor.importFound', { changes: read.changes.length, leftOut: read.leftOut.length })}
          </p>
          {read.changes.length > 0 && (
            <section
              aria-label={say('editor.wordsImportDialog.whatWouldChange')}
              className="max-h-[36vh] overflow-auto"
            >
              <DifferencesList changes={read.changes} slug={slug} />
            </section>
          )}
          {read.leftOut.length > 0 && (
            <Notice tone="warn">
              <p className="font-semibold">{say('editor.wordsImportDialog.leftOut')}</p>
              <ul className="grid max-h-40 gap-1 overflow-auto wrap-anywhere">
                {read.leftOut.map((each) => (
                  <li key={each}>{each}</li>
                ))}
              </ul>
            </Notice>
          )}
        </>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={close}>{say('common.cancel')}</Button>
        <Button look="primary" disabled={!read?.ok || read.changes.length === 0} onClick={take}>
          {say('editor.wordsImportDialog.addToDraft')}
        </Button>
      </div>
    </Dialog>
  )
}
