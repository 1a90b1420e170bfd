import { LOCALES, nameOf } from '@/lib/i18n/languages'

const inEnglish = new Intl.DisplayNames(['en'], { type: 'language' })

/** Every language by its own and its English name, in the order of the English ones. */
export const languages = LOCALES.map((tag) => ({
  tag,
  endonym: nameOf(tag),
  english: inEnglish.of(tag) ?? tag,
})).sort((one, other) => one.english.localeCompare(other.english, 'en'))

/** A language's own name; its tag where it has none here. */
export const labelOf = (tag: string) => languages.find((each) => each.tag === tag)?.endonym ?? tag
export const englishOf = (tag: string) => languages.find((each) => each.tag === tag)?.english ?? tag
