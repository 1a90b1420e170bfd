import { missingTranslations, ownWords, textFault, type WithWords } from '../../brand/own-words'
import { limitOf } from '../../brand/word-places'
import { translationFault, unknownPieces } from '../../i18n/own-texts'
import { say } from './generated/texts'
import { textFaultInWords } from './refusals'
import { groupOf, groupTitle, labelOf, type WordGroup, wordGroups } from './word-label'

/** The portal's own texts in one language, by dotted key. */
export type LanguageTexts = { readonly locale: string; readonly texts: Readonly<Record<string, string>> }

/** One text of a tenant in the language that is edited, beside the same in another. */
export type WordRow = {
  readonly key: string
  readonly group: WordGroup
  readonly name: string
  readonly where: string
  /** The most characters. */
  readonly limit: number
  /** The portal's own text. */
  readonly standard: string
  /** The tenant's, where it has one. */
  readonly own: string | undefined
  readonly beside: { readonly standard: string; readonly own: string | undefined } | null
  /** Offered languages without an own text, where another has one. */
  readonly missing: readonly string[]
}

type Sources = {
  readonly brand: WithWords
  readonly edited: LanguageTexts
  readonly beside: LanguageTexts | null
  /** The tenant's languages. */
  readonly offered: readonly string[]
}

/** Every text that a tenant can change, page by page and mail by mail. */
export function wordRows({ brand, edited, beside, offered }: Sources): WordRow[] {
  const own = ownWords(brand, edited.locale)
  const ownBeside = beside === null ? {} : ownWords(brand, beside.locale)
  const missing = new Map(missingTranslations(brand, offered).map((each) => [each.key, each.missing]))
  const rows = Object.entries(edited.texts).flatMap(([key, standard]): WordRow[] => {
    const group = groupOf(key)
    if (group === null) return []
    return [
      {
        key,
        group,
        ...labelOf(key),
        limit: limitOf(key),
        standard,
        own: own[key],
        beside: beside === null ? null : { standard: beside.texts[key] ?? '', own: ownBeside[key] },
        missing: missing.get(key) ?? [],
      },
    ]
  })
  return wordGroups.flatMap((group) => rows.filter((row) => row.group === group))
}

/** `missing`: one offered language has a text of its own and another lacks it. `changed`: the edited one has its own. */
export type WordFilter = 'all' | 'missing' | 'changed'

type Choice = {
  readonly search: string
  readonly only: WordFilter
  /** These pages and mails; null for all. */
  readonly groups: readonly WordGroup[] | null
  /** Texts that stay although they no longer match: somebody is writing them. */
  readonly kept: ReadonlySet<string>
}

/** Without case and accents, as people search. */
const folded = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

function haystack({ key, group, name, where, standard, own, beside }: WordRow): string {
  const texts = [standard, own, beside?.standard, beside?.own]
  return folded([groupTitle(group), name, where, key, ...texts].join('\n'))
}

/** The rows that hold every searched word in label, place, key or text. */
export function chosenRows(rows: readonly WordRow[], { search, only, groups, kept }: Choice): WordRow[] {
  const wanted = folded(search)
    .split(/\s+/)
    .filter((word) => word !== '')
  return rows.filter((row) => {
    if (kept.has(row.key)) return true
    if (groups !== null && !groups.includes(row.group)) return false
    if (only === 'missing' && row.missing.length === 0) return false
    if (only === 'changed' && row.own === undefined) return false
    if (wanted.length === 0) return true
    const text = haystack(row)
    return wanted.every((word) => text.includes(word))
  })
}

/** What is wrong with a text, as the end of a sentence. */
export type WordTrouble = {
  /** Why it can't be saved. */
  readonly fault: string | null
  /** What readers would miss or see by mistake. */
  readonly doubts: readonly string[]
}

export function wordTrouble(key: string, text: string, standard: string): WordTrouble {
  const own = textFault(key, text)
  const lost = translationFault(text, standard)
  const unknown = unknownPieces(text, standard)
  return {
    fault: own === null ? null : textFaultInWords(own),
    doubts: [
      ...(lost === null ? [] : [textFaultInWords(lost)]),
      ...(unknown.length === 0
        ? []
        : [say('texts.notFilledIn', { pieces: unknown.join(' '), count: unknown.length })]),
    ],
  }
}
