'use client'

import { useMemo, useState } from 'react'
import type { Pressed, PreviewMessage, UsedMessage } from '@/lib/brand/preview'
import type { BrandOverrides } from '@/lib/brand/schema'
import { useEditorView } from './editor-context'
import { MailPane } from './mail-pane'
import { PreviewFooter } from './preview-footer'
import { PreviewPane } from './preview-pane'
import { PreviewTools } from './preview-tools'
import { UnseenTexts } from './unseen-texts'
import type { Saved } from './use-editor'
import type { usePreviewView } from './use-preview-view'
import type { WordsPlace } from './use-words-place'

type Props = {
  words: WordsPlace
  view: ReturnType<typeof usePreviewView>
  /** The last brand that is valid. */
  brand: BrandOverrides
  saved: Saved
  highlight: string | null
  /** How many colours the pages use differently from how they were chosen. */
  moved: number
  onWord: (word: string) => void
}

/** The preview with its tools around it. */
export function PreviewSection(props: Props) {
  const { words, view, brand, saved, highlight, moved, onWord } = props
  const { slug, side, reach } = useEditorView()
  const { locale, state, view: shown } = words
  const [isPicking, setPicking] = useState(true)
  const [pressed, setPressed] = useState<Pressed | null>(null)
  const [used, setUsed] = useState<UsedMessage | null>(null)
  const message = useMemo(
    (): PreviewMessage => ({
      kind: 'rekey-preview',
      brand,
      state,
      locale,
      mode: side,
      isPressable: isPicking,
      highlight,
    }),
    [brand, state, locale, side, isPicking, highlight],
  )

  const press = (next: Pressed) => {
    setPressed(next)
    const [first] = next.controls
    // With the words open, it is they that are worked on.
    if (next.word !== null && (words.isOpen || next.isText || first === undefined)) return onWord(next.word)
    if (first !== undefined) reach(first)
  }

  return (
    <>
      <PreviewTools words={words} isPicking={isPicking} setPicking={setPicking} />
      {shown.kind === 'mail' && (
        <MailPane
          slug={slug}
          mail={shown.mail}
          locale={locale}
          side={side}
          view={view}
          version={saved.version}
          brand={saved.brand}
          texts={words.texts}
          onPress={onWord}
          onShown={words.tellMail}
        />
      )}
      {shown.kind === 'page' && words.isOpen && (
        <UnseenTexts texts={words.unseen} locale={locale} onPress={onWord} />
      )}
      <PreviewPane
        slug={slug}
        message={message}
        view={view}
        isHidden={shown.kind === 'mail'}
        onPress={press}
        onShown={words.tellPage}
        onUsed={setUsed}
      />
      <PreviewFooter
        words={words}
        view={view}
        pressed={pressed}
        onUnpress={() => setPressed(null)}
        onWord={onWord}
        highlight={shown.kind === 'page' ? highlight : null}
        used={used}
        moved={moved}
      />
    </>
  )
}
