import { LRUCache } from 'lru-cache'
import { FALLBACK_LOCALE, LOCALES, type Locale } from './languages'
import { LocaleMatcher } from './match-locale'
import { wantedLanguages } from './wanted-languages'

const matcher = new LocaleMatcher(LOCALES)

type Offered = readonly [Locale, ...Locale[]]

/** Tenants, headers and choices come again and again, and reading one takes some hundred times as long as looking it up. */
const MAXIMUM_KEPT = 1_000
/** Longer than what browsers send, so strangers can't fill the memory with what they make up. */
const MAXIMUM_NAME = 800

const offers = new LRUCache<string, Offered, readonly string[]>({
  max: MAXIMUM_KEPT,
  memoMethod: (_name, _old, { context: tenantLocales }) => {
    const named = tenantLocales.map((tag) => matcher.named(tag)).filter((tag) => tag !== null)
    const [first = FALLBACK_LOCALE, ...others] = new Set(named)
    return [first, ...others]
  },
})

/** The languages that a tenant offers and the portal has, in the tenant's order; English where that leaves none. */
export const offeredLocales = (tenantLocales: readonly string[]): Offered =>
  offers.memo(tenantLocales.join(), { context: tenantLocales })

type Wishes = { readonly chosen: string | null; readonly acceptLanguage: string | null }

const choices = new LRUCache<string, Locale, Wishes & { readonly offered: Offered }>({
  max: MAXIMUM_KEPT,
  maxEntrySize: MAXIMUM_NAME,
  sizeCalculation: (_locale, name) => name.length,
  memoMethod: (_name, _old, { context: { offered, chosen, acceptLanguage } }) => {
    for (const tag of chosen?.split(',') ?? []) {
      const found = matcher.find([tag], offered)
      if (found !== null) return found
    }
    return matcher.find(wantedLanguages(acceptLanguage), offered) ?? offered[0]
  },
})

/**
 * The language of a page: what the person chose, else what the browser asks for, else the tenant's first.
 *
 * @param chosen language tags with commas between them, that of the address before an earlier choice; or null
 */
export function chooseLocale(offered: Offered, wishes: Wishes): Locale {
  const name = `${offered.join()} ${wishes.chosen} ${wishes.acceptLanguage}`
  return choices.memo(name, { context: { offered, ...wishes } })
}
