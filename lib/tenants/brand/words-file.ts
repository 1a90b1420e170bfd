import { z } from 'zod'
import { withValue } from '../../brand/difference'
import { ownWords, textFault, wordPath } from '../../brand/own-words'
import { type BrandOverrides, BrandSchema } from '../../brand/schema'
import { limitOf } from '../../brand/word-places'
import { say } from '../../console/words/generated/refusals'
import { brandFaultInWords, readInWords, textFaultInWords } from '../../console/words/refusals'
import { placeName } from '../../console/words/word-label'
import type { SignInWith } from '../../i18n/catalogues'
import { isLocale, type Locale } from '../../i18n/languages'
import { loadOwnTexts, placeholdersOf, translationFault } from '../../i18n/own-texts'

/** Forty languages of 300 texts, with their sources, are under 3 MB. */
export const LARGEST_WORDS_FILE = 3 * 1024 * 1024
const SOURCE: Locale = 'en'
const MOST_LANGUAGES = 100
const MOST_TEXTS = 1_000

/** Only what a translator writes is read back; the rest is for them to read. */
const WordsFile = z.object({
  kind: z.literal('rekey-words'),
  version: z.literal(1),
  languages: z
    .array(
      z.object({
        language: z.string().max(35),
        texts: z
          .array(z.object({ key: z.string().max(80), target: z.string().max(10_000).optional() }))
          .max(MOST_TEXTS),
      }),
    )
    .max(MOST_LANGUAGES),
})

/** One text for a translator. */
export type TranslatorText = {
  readonly key: string
  /** Where it stands: `Button or link`. */
  readonly place: string
  /** The most characters. */
  readonly limit: number
  /** What a translation must hold, as it stands: `{name}`, `<name>`. */
  readonly placeholders: readonly string[]
  /** What readers of English see. */
  readonly source: string
  /** The portal's own text in this language, which is shown where `target` is empty. */
  readonly standard: string
  /** The tenant's own text. */
  readonly target: string
}

export type TranslatorFile = {
  readonly kind: 'rekey-words'
  readonly version: 1
  readonly tenant: string
  readonly languages: readonly { readonly language: string; readonly texts: readonly TranslatorText[] }[]
}

type WordsTenant = { readonly slug: string; readonly signInWith: SignInWith }

/** The texts of a brand in these languages, for translators. */
export async function exportWords(
  { slug, signInWith }: WordsTenant,
  brand: BrandOverrides,
  locales: readonly Locale[],
): Promise<TranslatorFile> {
  const english = { ...(await loadOwnTexts(SOURCE, signInWith)), ...ownWords(brand, SOURCE) }
  const languages = await Promise.all(
    locales.map(async (language) => {
      const own = ownWords(brand, language)
      const texts = Object.entries(await loadOwnTexts(language, signInWith)).map(([key, standard]) => ({
        key,
        place: placeName(key),
        limit: limitOf(key),
        placeholders: placeholdersOf(standard),
        source: english[key] ?? standard,
        standard,
        target: own[key] ?? '',
      }))
      return { language, texts }
    }),
  )
  return { kind: 'rekey-words', version: 1, tenant: slug, languages }
}

export type ImportedWords =
  | {
      readonly ok: true
      readonly brand: BrandOverrides
      /** Texts that are new or different now. */
      readonly changed: number
      /** Texts that were left out and why, as sentences. */
      readonly leftOut: readonly string[]
    }
  | { readonly ok: false; readonly faults: readonly string[] }

/** Why a text can't be taken, as the end of a sentence; null where it can. */
function faultOf(key: string, target: string, standard: string | undefined): string | null {
  if (standard === undefined) return say('refusals.text.unknown')
  const fault = textFault(key, target) ?? translationFault(target, standard)
  if (fault !== null) return textFaultInWords(fault)
  const read = readInWords(BrandSchema, withValue({}, wordPath(SOURCE, key), target))
  return read.ok ? null : (read.refusals[0]?.message ?? say('refusals.notRight'))
}

/**
 * Lays a translator's file over a brand. An empty target leaves the text as it is; so does one that repeats the portal's
 * own text where the brand has none. Faulty texts are left out and told; a file that is none changes nothing.
 *
 * @param document the parsed file, whatever it holds
 */
export async function importWords(
  { signInWith }: Pick<WordsTenant, 'signInWith'>,
  brand: BrandOverrides,
  document: unknown,
): Promise<ImportedWords> {
  const file = WordsFile.safeParse(document)
  if (!file.success) return { ok: false, faults: [say('refusals.wordsFile.none')] }
  let next = brand
  let changed = 0
  const leftOut: string[] = []
  for (const { language, texts } of file.data.languages) {
    if (!isLocale(language)) {
      leftOut.push(say('refusals.wordsFile.language', { language }))
      continue
    }
    const standards = new Map(Object.entries(await loadOwnTexts(language, signInWith)))
    const own = new Map(Object.entries(ownWords(brand, language)))
    for (const { key, target = '' } of texts) {
      const text = target.trim()
      const standard = standards.get(key)
      if (text === '' || text === (own.get(key) ?? standard)) continue
      const fault = faultOf(key, text, standard)
      if (fault !== null) leftOut.push(say('refusals.wordsFile.text', { key, language, fault }))
      else {
        next = withValue(next, wordPath(language, key), text)
        changed += 1
      }
    }
  }
  const whole = readInWords(BrandSchema, next)
  if (!whole.ok) return { ok: false, faults: whole.refusals.map(brandFaultInWords) }
  return { ok: true, brand: whole.value, changed, leftOut }
}
