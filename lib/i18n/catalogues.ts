import ar from '../../messages/ar.json'
import da from '../../messages/da.json'
import en from '../../messages/en.json'
import es from '../../messages/es.json'
import fr from '../../messages/fr.json'
import ja from '../../messages/ja.json'
import type { Messages } from './translator'

/** Every language that the pages have. A catalogue is complete: the type checks its keys against English. */
const catalogues = { en, da, es, ja, fr, ar } satisfies Record<string, Messages>

export type Locale = keyof typeof catalogues

export const LOCALES = Object.keys(catalogues) as Locale[]
export const FALLBACK_LOCALE: Locale = 'en'

export const messagesOf = (locale: Locale): Messages => catalogues[locale]

export const isLocale = (tag: string): tag is Locale => Object.hasOwn(catalogues, tag)

/** `rtl` for the languages that are written from right to left. */
export const directionOf = (locale: Locale): 'ltr' | 'rtl' => (locale === 'ar' ? 'rtl' : 'ltr')

/** A language in its own words, e.g. `Dansk`. */
export function nameOf(locale: Locale): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}
