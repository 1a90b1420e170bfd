'use client'

import { useEffect, useState } from 'react'
import { loadMessages, type Messages, type SignInWith } from '@/lib/i18n/catalogues'
import type { Locale } from '@/lib/i18n/languages'

/** A language with its messages, so that a page is never drawn in a mix of two. */
export type Spoken = { locale: Locale; messages: Messages }

/**
 * The messages of a language that is chosen in the browser; its file is fetched then. Until it arrives the previous
 * language stays.
 *
 * @param start the language that the server sent
 */
export function useMessages(start: Spoken, locale: Locale, signInWith: SignInWith): Spoken {
  const [spoken, setSpoken] = useState(start)
  useEffect(() => {
    if (locale === start.locale) return setSpoken(start)
    let isWanted = true
    const show = (messages: Messages) => {
      if (isWanted) setSpoken({ locale, messages })
    }
    loadMessages(locale, signInWith).then(show, () => undefined)
    return () => {
      isWanted = false
    }
  }, [start, locale, signInWith])
  return spoken
}
