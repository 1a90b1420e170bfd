import type { Script } from '../brand/scripts'
import { languages, pseudoLanguages } from './generated/languages'

/** The tag of a language that the portal speaks: the name of its folder in `messages/`, a canonical BCP 47 tag. */
export type Locale = keyof typeof languages | keyof typeof pseudoLanguages

/** A language's properties apart from its texts: `messages/{tag}/meta.json`. */
export type Language = {
  readonly tag: Locale
  /** Its own name for itself, e.g. `Dansk`. */
  readonly endonym: string
  readonly direction: 'ltr' | 'rtl'
} & Script

const table: Record<Locale, Omit<Language, 'tag'>> = { ...languages, ...pseudoLanguages }

/** Every language that the portal speaks, in the order of their tags. */
export const LOCALES = Object.keys(languages) as [Locale, ...Locale[]]

/** Made out of English, longer and in either direction, for tests of the pages; see `speaksPseudoLocales`. */
export const PSEUDO_LOCALES = Object.keys(pseudoLanguages) as readonly Locale[]

/** The language whose texts are complete by definition, used where no other is known. */
export const FALLBACK_LOCALE: Locale = 'en'

export const isLocale = (tag: string): tag is Locale => Object.hasOwn(languages, tag)

export const languageOf = (tag: Locale): Language => ({ tag, ...table[tag] })

/** `rtl` for the languages that are written from right to left. */
export const directionOf = (locale: Locale): 'ltr' | 'rtl' => table[locale].direction

/** A language in its own words, e.g. `Dansk`. */
export const nameOf = (locale: Locale): string => table[locale].endonym
