import 'server-only'
import { missingTranslations, wordFaults } from '../brand/own-words'
import { say } from '../console/words/generated/checks'
import { textFaultInWords } from '../console/words/refusals'
import { labelOf, wordTitle } from '../console/words/word-label'
import { offeredLocales } from '../i18n/choose-locale'
import { isLocale, nameOf } from '../i18n/languages'
import { type Check, ok, warning } from './check'
import type { Facts } from './facts'

const MOST_NAMED = 3

function listed(names: readonly string[]): string {
  const first = names.slice(0, MOST_NAMED).join(', ')
  const count = names.length - MOST_NAMED
  return count > 0 ? say('checks.listed', { names: first, count }) : first
}

/** A text as the words editor calls it, where it stands, and its key. */
function named(key: string): string {
  const { where } = labelOf(key)
  return say('checks.words.named', {
    title: wordTitle(key),
    where: where.charAt(0).toLowerCase() + where.slice(1),
    key,
  })
}

const language = (tag: string) => (isLocale(tag) ? nameOf(tag) : tag)

/** Texts of the live brand that were taken before there was a limit. */
export function wordLengths({ tenant }: Pick<Facts, 'tenant'>): Check {
  const id = 'words.lengths'
  const faults = wordFaults(tenant.brand)
  if (faults.length === 0) return ok(id, say('checks.words.lengths.fit'))
  return warning(
    id,
    listed(
      faults.map(({ key, locale, fault }) =>
        say('checks.words.lengths.tooLong', {
          text: named(key),
          language: language(locale),
          message: textFaultInWords(fault),
        }),
      ),
    ),
    say('checks.words.lengths.fix'),
    { kind: 'words' },
  )
}

/** Texts of the live brand that only some of the offered languages have. */
export function wordLanguages({ tenant }: Pick<Facts, 'tenant'>): Check {
  const id = 'words.languages'
  const gaps = missingTranslations(tenant.brand, offeredLocales(tenant.locales))
  if (gaps.length === 0) return ok(id, say('checks.words.languages.whole'))
  return warning(
    id,
    listed(
      gaps.map(({ key, missing }) =>
        say('checks.words.languages.isMissing', {
          text: named(key),
          languages: listed(missing.map(language)),
        }),
      ),
    ),
    say('checks.words.languages.fix'),
    { kind: 'words' },
  )
}
