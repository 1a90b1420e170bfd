'use client'

import { useCallback, useMemo, useRef, useState } from 'react'
import type { PreviewState, ShownMessage, UnseenText } from '@/lib/brand/preview'
import type { MailView } from '@/lib/console/words/mail-views'
import { viewFor, type WordView } from '@/lib/console/words/word-views'
import type { SignInWith } from '@/lib/i18n/catalogues'
import type { Locale } from '@/lib/i18n/languages'
import { useOwnTexts } from './use-own-texts'

/** A text that somebody pressed in the preview; pressed again it is another. */
type Picked = { readonly word: string }

export type WordsPlace = ReturnType<typeof useWordsPlace>

type Start = {
  section: 'words' | 'mail' | null
  state: PreviewState | null
  locale: Locale
  signInWith: SignInWith
}

/** The keys of what some view shows. */
type Shown = { readonly view: string; readonly words: ReadonlySet<string> }
const nameOf = (view: WordView) => (view.kind === 'page' ? view.state : view.mail)
const NOTHING: Shown = { view: '', words: new Set() }

/** Where in the editor somebody is with the words: what the preview shows, in which language, and which text was pressed. */
export function useWordsPlace({ section, state: firstState, locale: first, signInWith }: Start) {
  const [isOpen, setOpen] = useState(section !== null)
  const [state, setState] = useState<PreviewState>(firstState ?? 'reset')
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
  const shown = useRef<Record<WordView['kind'], Shown>>({ page: NOTHING, mail: NOTHING })
  const [unseen, setUnseen] = useState<{ state: PreviewState; texts: readonly UnseenText[] } | null>(null)
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
    follow: useCallback(
      (word: string) => {
        const last = shown.current[newest.current.kind]
        const { words } = last.view === nameOf(newest.current) ? last : NOTHING
        show(viewFor(word, newest.current, words))
      },
      [show],
    ),
    /** The page in the preview says what it shows. */
    tellPage: useCallback(({ state: of, words, unseen: texts }: ShownMessage) => {
      // While a mail is on show, the page behind it is seen by nobody.
      if (newest.current.kind !== 'page') return
      shown.current.page = { view: nameOf({ kind: 'page', state: of }), words: new Set(words) }
      setUnseen({ state: of, texts })
    }, []),
    /** The same of a mail. */
    tellMail: useCallback((of: MailView, words: readonly string[]) => {
      shown.current.mail = { view: nameOf({ kind: 'mail', mail: of }), words: new Set(words) }
    }, []),
    /** What the page on show says and nobody sees. */
    unseen: unseen?.state === state ? unseen.texts : [],
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
