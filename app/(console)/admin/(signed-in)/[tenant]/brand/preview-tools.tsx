'use client'

import { SquareMousePointer } from 'lucide-react'
import { say } from '@/lib/console/words/generated/editor'
import type { Locale } from '@/lib/i18n/languages'
import { Button } from '../../../_ui/button'
import { LanguageSelect } from '../../../_ui/language-select'
import { Segmented } from '../../../_ui/segmented'
import { useEditorView } from './editor-context'
import { sides } from './sides'
import { StateSelect, StateTabs, tabOf, viewOfTab, viewTabs } from './state-tabs'
import type { WordsPlace } from './use-words-place'

type Props = {
  words: WordsPlace
  isPicking: boolean
  setPicking: (isPicking: boolean) => void
}

/** What the preview shows: state, language and side, and whether a press leads to a control. */
export function PreviewTools({ words, isPicking, setPicking }: Props) {
  const { side, setSide, locales } = useEditorView()
  const { view: shown, show, locale, setLocale } = words
  return (
    <div className="grid gap-2 border-b border-rule bg-panel px-4 py-2">
      <StateTabs states={viewTabs()} value={tabOf(shown)} onChange={(tab) => show(viewOfTab(tab))} />
      <div className="flex flex-wrap items-center gap-2">
        <StateSelect
          value={shown.kind === 'page' ? shown.state : null}
          onChange={(state) => show({ kind: 'page', state })}
          mails={{
            shown: shown.kind === 'mail' ? shown.mail : null,
            onChange: (mail) => show({ kind: 'mail', mail }),
          }}
        />
        <LanguageSelect languages={locales} value={locale} onChange={(next: Locale) => setLocale(next)} />
        <Segmented
          label={say('editor.previewTools.lightOrDark')}
          options={sides()}
          value={side}
          onChange={setSide}
        />
        <Button
          look="ghost"
          className="ms-auto px-2.5 aria-pressed:bg-wash aria-pressed:text-ink"
          aria-pressed={isPicking}
          title={say('editor.previewTools.pressHint')}
          onClick={() => setPicking(!isPicking)}
        >
          <SquareMousePointer className="size-4" aria-hidden="true" />{' '}
          {say('editor.previewTools.pressToEdit')}
        </Button>
      </div>
    </div>
  )
}
