'use client'

import { FileDown, FileUp } from 'lucide-react'
import { say } from '@/lib/console/words/generated/editor'
import { groupTitle, type WordGroup, wordGroups } from '@/lib/console/words/word-label'
import type { WordFilter } from '@/lib/console/words/word-rows'
import type { Locale } from '@/lib/i18n/languages'
import { Button } from '../../../_ui/button'
import { SelectField, TextField } from '../../../_ui/field'

/** What of the texts is listed. */
export type WordsChoice = {
  search: string
  only: WordFilter
  /** `shown`: those of what the preview shows; with a search or a filter, all. */
  place: WordGroup | 'shown' | 'all'
}

type Props = {
  choice: WordsChoice
  onChoice: (choice: WordsChoice) => void
  counts: { missing: number; changed: number }
  /** What the preview calls what it shows. */
  shown: string
  locales: readonly { locale: Locale; name: string }[]
  locale: Locale
  onLocale: (locale: Locale) => void
  beside: Locale | null
  onBeside: (locale: Locale | null) => void
  status: string
  canEdit: boolean
  onFile: (which: 'export' | 'import') => void
}

/** Search, filters, the two languages, and the files for translators. */
export function WordsToolbar(props: Props) {
  const { choice, onChoice, counts, shown, locales, locale, onLocale, beside, onBeside } = props
  const tagged = (value: string) => locales.find((each) => each.locale === value)?.locale ?? null
  const named = locales.map((each) => ({ value: each.locale, label: each.name }))
  return (
    <div className="grid gap-3">
      <TextField
        label={say('common.search')}
        type="search"
        placeholder={say('editor.wordsToolbar.search')}
        value={choice.search}
        onChange={({ target }) => onChoice({ ...choice, search: target.value })}
      />
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          label={say('editor.wordsToolbar.pageOrEmail')}
          value={choice.place}
          onChange={({ target: { value } }) =>
            onChoice({
              ...choice,
              place: value === 'all' ? 'all' : (wordGroups.find((group) => group === value) ?? 'shown'),
            })
          }
          options={[
            { value: 'shown', label: say('editor.wordsToolbar.inThePreview', { shown }) },
            { value: 'all', label: say('editor.wordsToolbar.allPagesEmails') },
            ...wordGroups.map((value) => ({ value, label: groupTitle(value) })),
          ]}
        />
        <SelectField
          label={say('common.show')}
          value={choice.only}
          onChange={({ target: { value } }) =>
            onChoice({ ...choice, only: value === 'missing' || value === 'changed' ? value : 'all' })
          }
          options={[
            { value: 'all', label: say('editor.wordsToolbar.allTexts') },
            {
              value: 'missing',
              label: say('editor.wordsToolbar.onlyWhatMissing', { missing: counts.missing }),
            },
            {
              value: 'changed',
              label: say('editor.wordsToolbar.onlyWhatChanged', { changed: counts.changed }),
            },
          ]}
        />
        <SelectField
          label={say('editor.wordsToolbar.textsIn')}
          value={locale}
          onChange={({ target }) => onLocale(tagged(target.value) ?? locale)}
          options={named}
        />
        <SelectField
          label={say('editor.wordsToolbar.compareWith')}
          value={beside ?? ''}
          onChange={({ target }) => onBeside(tagged(target.value))}
          options={[
            { value: '', label: say('editor.wordsToolbar.nothing') },
            ...named.filter(({ value }) => value !== locale),
          ]}
        />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="text-[12px] text-faint tabular-nums">
          {props.status}
        </p>
        <span className="flex gap-2">
          <Button onClick={() => props.onFile('export')}>
            <FileDown className="size-3.5" aria-hidden="true" /> {say('editor.wordsToolbar.export')}
          </Button>
          <Button disabled={!props.canEdit} onClick={() => props.onFile('import')}>
            <FileUp className="size-3.5" aria-hidden="true" /> {say('editor.wordsToolbar.import')}
          </Button>
        </span>
      </div>
    </div>
  )
}
