'use client'

import { ownWords } from '@/lib/brand/own-words'
import { say } from '@/lib/console/words/generated/editor'
import { WORD_COUNT } from '@/lib/console/words/word-label'
import { useEditorView } from './editor-context'
import { Section } from './section'
import type { WordsPlace } from './use-words-place'
import { WordsPanel } from './words-panel'

/** Every text of the pages, the mails and the text message; only changes are stored. */
export function WordsSection({ words }: { words: WordsPlace }) {
  const { brand, locale, locales } = useEditorView()
  const changed = Object.keys(ownWords(brand, locale)).length
  return (
    <Section
      isOpen={words.isOpen}
      onToggle={words.setOpen}
      title={say('editor.previewFooter.words')}
      summary={say('editor.wordsSection.ofChanged', {
        changed,
        all: WORD_COUNT,
        languages: locales.map((each) => each.locale).join(', '),
      })}
    >
      {words.isOpen && <WordsPanel words={words} />}
    </Section>
  )
}
