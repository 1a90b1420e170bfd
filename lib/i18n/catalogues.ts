import ar from '../../messages/ar.json'
import da from '../../messages/da.json'
import en from '../../messages/en.json'
import es from '../../messages/es.json'
import fr from '../../messages/fr.json'
import ja from '../../messages/ja.json'
import signInAr from '../../messages/sign-in/ar.json'
import signInDa from '../../messages/sign-in/da.json'
import signInEn from '../../messages/sign-in/en.json'
import signInEs from '../../messages/sign-in/es.json'
import signInFr from '../../messages/sign-in/fr.json'
import signInJa from '../../messages/sign-in/ja.json'

/** The shape of every catalogue; English is complete by definition. */
export type Messages = typeof en

/** Every language that the pages have. A catalogue is complete: the type checks its keys against English. */
const catalogues = { en, da, es, ja, fr, ar } satisfies Record<string, Messages>

export type Locale = keyof typeof catalogues

/** What people sign in with; the catalogue itself speaks of e-mail addresses. */
export type SignInWith = 'email' | 'phone' | 'username'

type SignInMessages = typeof signInEn

/** The messages that name what people sign in with, where that is no e-mail address. */
const signInMessages: Record<Locale, SignInMessages> = {
  en: signInEn,
  da: signInDa,
  es: signInEs,
  ja: signInJa,
  fr: signInFr,
  ar: signInAr,
}

export const LOCALES = Object.keys(catalogues) as Locale[]
export const FALLBACK_LOCALE: Locale = 'en'

function withVariant(messages: Messages, variant: SignInMessages['phone']): Messages {
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
  const messages = catalogues[locale]
  return signInWith === 'email' ? messages : withVariant(messages, signInMessages[locale][signInWith])
}

export const isLocale = (tag: string): tag is Locale => Object.hasOwn(catalogues, tag)

/** `rtl` for the languages that are written from right to left. */
export const directionOf = (locale: Locale): 'ltr' | 'rtl' => (locale === 'ar' ? 'rtl' : 'ltr')

/** A language in its own words, e.g. `Dansk`. */
export function nameOf(locale: Locale): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}
