import 'server-only'
import { LRUCache } from 'lru-cache'
import { speaksPseudoLocales } from '../platform/env'
import { FALLBACK_LOCALE, LOCALES, type Locale, PSEUDO_LOCALES } from './languages'
import { LocaleMatcher } from './match-locale'
import { wantedLanguages } from './wanted-languages'

const matcher = new LocaleMatcher(speaksPseudoLocales() ? [...LOCALES, ...PSEUDO_LOCALES] : LOCALES)

type Offered = readonly [Locale, ...Locale[]]

/**
 * The same tenants, headers and choices keep coming, and parsing one takes about a hundred times as long as a look-up.
 */
const MAXIMUM_KEPT = 1_000
/** Longer than anything that browsers send; strangers must not fill the memory with made-up values. */
const MAXIMUM_NAME = 800

const offers = new LRUCache<string, Offered, readonly string[]>({
  max: MAXIMUM_KEPT,
  memoMethod: (_name, _old, { context: tenantLocales }) => {
    const named = tenantLocales.map((tag) => matcher.named(tag)).filter((tag) => tag !== null)
    const [first = FALLBACK_LOCALE, ...others] = new Set(named)
    return [first, ...others]
  },
})

/** A tenant's languages that the portal has, in the tenant's order; English where that leaves none. */
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

/** A list of so few languages is read at a glance, and stays in the tenant's order. */
const AT_A_GLANCE = 10

/** The offered languages in the order of a menu: in a long one, those that the browser asks for come first. */
export function inMenuOrder(offered: Offered, acceptLanguage: string | null): readonly Locale[] {
  if (offered.length <= AT_A_GLANCE) return offered
  const wanted = wantedLanguages(acceptLanguage)
    .map((tag) => matcher.find([tag], offered))
    .filter((tag) => tag !== null)
  return [...new Set([...wanted, ...offered])]
}

/**
 * The language of a page: what the person chose, else what the browser asks for, else the tenant's first.
 *
 * @param chosen comma-separated language tags, the address's before an earlier choice; or null
 */
export function chooseLocale(offered: Offered, wishes: Wishes): Locale {
  const name = `${offered.join()} ${wishes.chosen} ${wishes.acceptLanguage}`
  return choices.memo(name, { context: { offered, ...wishes } })
}
