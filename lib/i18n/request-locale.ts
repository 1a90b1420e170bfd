import 'server-only'
import { chooseLocale } from './choose-locale'
import { FALLBACK_LOCALE, LOCALES, type Locale } from './languages'

/** Every language; the fallback first, for requests that ask for none of them. */
const EVERY = [FALLBACK_LOCALE, ...LOCALES.filter((locale) => locale !== FALLBACK_LOCALE)] as const

/**
 * The language of a page that belongs to no tenant, which therefore offers all.
 *
 * @param chosen comma-separated language tags, the address's before an earlier choice; or null
 */
export const localeOfRequest = (chosen: string | null, acceptLanguage: string | null): Locale =>
  chooseLocale(EVERY, { chosen, acceptLanguage })
