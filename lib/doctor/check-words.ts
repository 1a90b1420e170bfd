import 'server-only'
import { missingTranslations, wordFaults } from '../brand/own-words'
import { offeredLocales } from '../i18n/choose-locale'
import { type Check, ok, warning } from './check'
import type { Facts } from './facts'

const MOST_NAMED = 3

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED
  return `${names.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** Texts of the live brand that were taken before there was a limit. */
export function wordLengths({ tenant }: Pick<Facts, 'tenant'>): Check {
  const id = 'words.lengths'
  const faults = wordFaults(tenant.brand)
  if (faults.length === 0) return ok(id, 'every text of the brand fits its place')
  return warning(
    id,
    listed(faults.map(({ key, locale, message }) => `${key} (${locale}) ${message}`)),
    'Shorten them under Words and publish; until then they are shown as they are.',
  )
}

/** Texts of the live brand that only some of the offered languages have. */
export function wordLanguages({ tenant }: Pick<Facts, 'tenant'>): Check {
  const id = 'words.languages'
  const gaps = missingTranslations(tenant.brand, offeredLocales(tenant.locales))
  if (gaps.length === 0) return ok(id, 'the brand’s own texts are there in every offered language')
  return warning(
    id,
    listed(gaps.map(({ key, missing }) => `${key} is missing in ${listed(missing)}`)),
    'Add them under Words, or export the words for a translator; until then the portal’s own sentence is shown.',
  )
}
