import { BoundedMap } from '../platform/bounded-map'
import { FALLBACK_LOCALE, LOCALES, type Locale } from './languages'
import { LocaleMatcher } from './match-locale'
import { wantedLanguages } from './wanted-languages'

const matcher = new LocaleMatcher(LOCALES)

type Offered = readonly [Locale, ...Locale[]]

/** Tenants, headers and choices come again and again, and reading one takes some hundred times as long as looking it up. */
const MAXIMUM_KEPT = 1_000
const offers = new BoundedMap<string, Offered>(MAXIMUM_KEPT)
const choices = new BoundedMap<string, Locale>(MAXIMUM_KEPT)
/** Longer than what browsers send, so strangers can't fill the memory with what they make up. */
const MAXIMUM_NAME = 800

/** The languages that a tenant offers and the portal has, in the tenant's order; English where that leaves none. */
export function offeredLocales(tenantLocales: readonly string[]): Offered {
  const name = tenantLocales.join()
  const known = offers.get(name)
  if (known !== undefined) return known
  const named = tenantLocales.map((tag) => matcher.named(tag)).filter((tag) => tag !== null)
  const [first = FALLBACK_LOCALE, ...others] = new Set(named)
  const offered: Offered = [first, ...others]
  offers.set(name, offered)
  return offered
}

function choose(offered: Offered, chosen: string | null, header: string | null): Locale {
  for (const tag of chosen?.split(',') ?? []) {
    const found = matcher.find([tag], offered)
    if (found !== null) return found
  }
  return matcher.find(wantedLanguages(header), offered) ?? offered[0]
}

/**
 * The language of a page: what the person chose, else what the browser asks for, else the tenant's first.
 *
 * @param chosen language tags with commas between them, that of the address before an earlier choice; or null
 */
export function chooseLocale(
  offered: Offered,
  { chosen, acceptLanguage }: { chosen: string | null; acceptLanguage: string | null },
): Locale {
  const name = `${offered.join()} ${chosen} ${acceptLanguage}`
  const known = choices.get(name)
  if (known !== undefined) return known
  const locale = choose(offered, chosen, acceptLanguage)
  if (name.length <= MAXIMUM_NAME) choices.set(name, locale)
  return locale
}
