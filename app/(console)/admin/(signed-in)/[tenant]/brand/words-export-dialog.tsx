'use client'

import { useState } from 'react'
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
    <Dialog isOpen={isOpen} onClose={onClose} title="Export words">
      <p className="text-[13px] text-soft">
        A JSON file with each text’s place, limit and placeholders, the English source and the portal’s text.
        Translators fill in <code className="font-mono text-[12px]">target</code>, and you import the file
        here.
      </p>
      <fieldset className="grid gap-2">
        <legend className="mb-2 text-[13px] font-medium">Languages</legend>
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
        <Button onClick={onClose}>Close</Button>
        {chosen.length === 0 ? (
          <Button look="primary" disabled>
            Download
          </Button>
        ) : (
          <ButtonLink look="primary" href={`/admin/${slug}/brand/words?${query}`} download>
            Download
          </ButtonLink>
        )}
      </div>
    </Dialog>
  )
}
