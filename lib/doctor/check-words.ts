import 'server-only'
import { missingTranslations, wordFaults } from '../brand/own-words'
import { labelOf, wordTitle } from '../console/words/word-label'
import { offeredLocales } from '../i18n/choose-locale'
import { isLocale, nameOf } from '../i18n/languages'
import { type Check, ok, warning } from './check'
import type { Facts } from './facts'

const MOST_NAMED = 3

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED
  return `${names.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

const quoted = (text: string) => `“${text}”`

/** A text as the words editor calls it, where it stands, and its key. */
function named(key: string): string {
  const { where } = labelOf(key)
  return `${quoted(wordTitle(key))} (${where.charAt(0).toLowerCase()}${where.slice(1)}, \`${key}\`)`
}

const language = (tag: string) => (isLocale(tag) ? nameOf(tag) : tag)

/** Texts of the live brand that were taken before there was a limit. */
export function wordLengths({ tenant }: Pick<Facts, 'tenant'>): Check {
  const id = 'words.lengths'
  const faults = wordFaults(tenant.brand)
  if (faults.length === 0) return ok(id, 'every text of the brand fits its place')
  return warning(
    id,
    listed(faults.map(({ key, locale, message }) => `${named(key)} in ${language(locale)} ${message}`)),
    'Shorten them under Words and publish; until then they are shown as they are.',
    { kind: 'words' },
  )
}

/** Texts of the live brand that only some of the offered languages have. */
export function wordLanguages({ tenant }: Pick<Facts, 'tenant'>): Check {
  const id = 'words.languages'
  const gaps = missingTranslations(tenant.brand, offeredLocales(tenant.locales))
  if (gaps.length === 0) return ok(id, 'the brand’s own texts are there in every offered language')
  return warning(
    id,
    listed(gaps.map(({ key, missing }) => `${named(key)} is missing in ${listed(missing.map(language))}`)),
    'Add them under Words, or export the words for a translator; until then the portal’s own sentence is shown.',
    { kind: 'words' },
  )
}
