'use client'

import { useEffect, useState } from 'react'
import type { LanguageTexts } from '@/lib/console/words/word-rows'
import type { SignInWith } from '@/lib/i18n/catalogues'
import type { Locale } from '@/lib/i18n/languages'
import { loadOwnTexts } from '@/lib/i18n/own-texts'

/**
 * The texts of pages and mails in one language, whose files are fetched when it is first asked for. Until they are there,
 * the language before stays.
 *
 * @param locale null where none is needed
 */
export function useOwnTexts(locale: Locale | null, signInWith: SignInWith): LanguageTexts | null {
  const [loaded, setLoaded] = useState<LanguageTexts | null>(null)
  useEffect(() => {
    if (locale === null) return
    let isWanted = true
    const show = (texts: LanguageTexts['texts']) => {
      if (isWanted) setLoaded({ locale, texts })
    }
    loadOwnTexts(locale, signInWith).then(show, () => undefined)
    return () => {
      isWanted = false
    }
  }, [locale, signInWith])
  return locale === null ? null : loaded
}
