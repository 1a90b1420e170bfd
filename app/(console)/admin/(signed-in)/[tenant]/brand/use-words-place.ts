'use client'

import { useCallback, useMemo, useRef, useState } from 'react'
import type { PreviewState } from '@/lib/brand/preview'
import { type MailView, viewFor, type WordView } from '@/lib/console/words/word-views'
import type { SignInWith } from '@/lib/i18n/catalogues'
import type { Locale } from '@/lib/i18n/languages'
import { useOwnTexts } from './use-own-texts'

/** A text that somebody pressed in the preview; pressed again it is another. */
type Picked = { readonly word: string }

export type WordsPlace = ReturnType<typeof useWordsPlace>

type Start = { section: 'words' | 'mail' | null; locale: Locale; signInWith: SignInWith }

/** Where in the editor somebody is with the words: what the preview shows, in which language, and which text was pressed. */
export function useWordsPlace({ section, locale: first, signInWith }: Start) {
  const [isOpen, setOpen] = useState(section !== null)
  const [state, setState] = useState<PreviewState>('reset')
  const [mail, setMail] = useState<MailView | null>(section === 'mail' ? 'reset' : null)
  const [locale, setLocale] = useState<Locale>(first)
  const [picked, setPicked] = useState<Picked | null>(null)
  const texts = useOwnTexts(isOpen || mail !== null ? locale : null, signInWith)
  const view = useMemo(
    (): WordView => (mail === null ? { kind: 'page', state } : { kind: 'mail', mail }),
    [mail, state],
  )
  const newest = useRef(view)
  newest.current = view
  const show = useCallback((next: WordView) => {
    if (next.kind === 'page') setState(next.state)
    setMail(next.kind === 'mail' ? next.mail : null)
  }, [])
  return {
    isOpen,
    setOpen,
    /** The state of the pages that is shown, or was last. */
    state,
    view,
    show,
    /** Shows where a text is. */
    follow: useCallback((word: string) => show(viewFor(word, newest.current)), [show]),
    locale,
    setLocale,
    signInWith,
    /** The portal's texts in that language, once they are needed. */
    texts,
    picked,
    /** Leads to the field of a text. */
    pick: useCallback((word: string) => {
      setOpen(true)
      setPicked({ word })
    }, []),
  }
}
