import { wantedLanguages } from '../http/accept-language'
import { FALLBACK_LOCALE, isLocale, type Locale } from './languages'

const primary = (tag: string): string => tag.toLowerCase().split('-', 1)[0] ?? ''

/** The languages that a tenant offers and the portal has, in the tenant's order; English where that leaves none. */
export function offeredLocales(tenantLocales: readonly string[]): [Locale, ...Locale[]] {
  const [first = FALLBACK_LOCALE, ...others] = [...new Set(tenantLocales.map(primary))].filter(isLocale)
  return [first, ...others]
}

/**
 * The language of a page: what the person chose, else what the browser asks for, else the tenant's first.
 *
 * @param chosen a language tag from the address or an earlier choice, or null
 */
export function chooseLocale(
  offered: readonly Locale[],
  { chosen, acceptLanguage }: { chosen: string | null; acceptLanguage: string | null },
): Locale {
  const tags = [...(chosen === null ? [] : [chosen]), ...wantedLanguages(acceptLanguage)]
  for (const tag of tags) {
    const match = offered.find((locale) => locale === primary(tag))
    if (match) return match
  }
  return offered[0] ?? FALLBACK_LOCALE
}
