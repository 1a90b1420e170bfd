import { inOrder, languageName } from '@/lib/console/words/say'
import { LOCALES, nameOf } from '@/lib/i18n/languages'

/** Every language by its own name and its name in the console's language, in the order of those. */
export const languages = LOCALES.map((tag) => ({
  tag,
  endonym: nameOf(tag),
  name: languageName(tag),
})).sort((one, other) => inOrder(one.name, other.name))

/** A language's own name; its tag where it has none here. */
export const labelOf = (tag: string) => languages.find((each) => each.tag === tag)?.endonym ?? tag
export const nameIn = (tag: string) => languages.find((each) => each.tag === tag)?.name ?? tag
