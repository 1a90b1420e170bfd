import ar from '../../messages/ar/pages.json'
import da from '../../messages/da/pages.json'
import en from '../../messages/en/pages.json'
import es from '../../messages/es/pages.json'
import fr from '../../messages/fr/pages.json'
import ja from '../../messages/ja/pages.json'

/** A catalogue as its file holds it; English is complete by definition. */
type Catalogue = typeof en

/** What the pages say in one language. */
export type Messages = Omit<Catalogue, 'signIn'>

/** Every language that the pages have. A catalogue is complete: the type checks its keys against English. */
const catalogues = { en, da, es, ja, fr, ar } satisfies Record<string, Catalogue>

export type Locale = keyof typeof catalogues

/** What people sign in with; the catalogue itself speaks of e-mail addresses. */
export type SignInWith = 'email' | 'phone' | 'username'

export const LOCALES = Object.keys(catalogues) as Locale[]
export const FALLBACK_LOCALE: Locale = 'en'

function withVariant(messages: Messages, variant: Catalogue['signIn']['phone']): Messages {
  const { forgot, sent, reset, errors } = variant
  return {
    ...messages,
    forgot: { ...messages.forgot, ...forgot },
    sent: { ...messages.sent, ...sent },
    reset: { ...messages.reset, ...reset },
    errors: { ...messages.errors, ...errors },
  }
}

/** The messages of a language, in the words of what people sign in with. */
export function messagesOf(locale: Locale, signInWith: SignInWith = 'email'): Messages {
  const { signIn, ...messages }: Catalogue = catalogues[locale]
  return signInWith === 'email' ? messages : withVariant(messages, signIn[signInWith])
}

export const isLocale = (tag: string): tag is Locale => Object.hasOwn(catalogues, tag)

/** `rtl` for the languages that are written from right to left. */
export const directionOf = (locale: Locale): 'ltr' | 'rtl' => (locale === 'ar' ? 'rtl' : 'ltr')

/** A language in its own words, e.g. `Dansk`. */
export function nameOf(locale: Locale): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}
