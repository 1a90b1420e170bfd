'use client'

import { useState } from 'react'
import { say } from '@/lib/console/words/generated/editor'
import { Button, ButtonLink } from '../../../_ui/button'
import { Dialog } from '../../../_ui/dialog'
import { CheckField } from '../../../_ui/field'
import { useEditorView } from './editor-context'

type Props = { isOpen: boolean; onClose: () => void }

/** The draft's texts as a file for translators. */
export function WordsExportDialog({ isOpen, onClose }: Props) {
  const { slug, locales } = useEditorView()
  const [without, setWithout] = useState<readonly string[]>([])
  const chosen = locales.filter(({ locale }) => !without.includes(locale))
  const query = new URLSearchParams(chosen.map(({ locale }) => ['lang', locale]))
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={say('editor.wordsExportDialog.exportWords')}>
      <p className="text-[13px] text-soft">
        {say.rich('editor.exportLead', {
          code: (text) => <code className="font-mono text-[12px]">{text}</code>,
        })}
      </p>
      <fieldset className="grid gap-2">
        <legend className="mb-2 text-[13px] font-medium">{say('editor.wordsExportDialog.languages')}</legend>
        <div className="grid max-h-60 grid-cols-2 gap-2 overflow-auto">
          {locales.map(({ locale, name }) => (
            <CheckField
              key={locale}
              label={<span lang={locale}>{name}</span>}
              checked={!without.includes(locale)}
              onChange={({ target }) =>
                setWithout(target.checked ? without.filter((each) => each !== locale) : [...without, locale])
              }
            />
          ))}
        </div>
      </fieldset>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{say('editor.previewFooter.close')}</Button>
        {chosen.length === 0 ? (
          <Button look="primary" disabled>
            {say('editor.wordsExportDialog.download')}
          </Button>
        ) : (
          <ButtonLink look="primary" href={`/admin/${slug}/brand/words?${query}`} download>
            {say('editor.wordsExportDialog.download')}
          </ButtonLink>
        )}
      </div>
    </Dialog>
  )
}
