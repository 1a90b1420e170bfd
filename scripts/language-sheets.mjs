/**
 * The sheets of docs/languages.md and the languages on them, by tag, in the order in which they are laid out. A new language is
 * added at the end of a sheet of its script, or to a new one: no picture changes that it isn't on.
 */
export const LANGUAGE_SHEETS = {
  'latin-1': ['ca', 'cs', 'da', 'de', 'en', 'es', 'eu', 'fi', 'fr', 'gl'],
  'latin-2': ['hr', 'hu', 'id', 'it', 'ms', 'nb', 'nl', 'pl', 'pt-BR', 'pt-PT'],
  'latin-3': ['ro', 'sk', 'sv', 'tr', 'vi'],
  'latin-4': ['et', 'lt', 'lv', 'sl', 'sr-Latn'],
  'cyrillic-greek': ['bg', 'el', 'ru', 'uk', 'sr'],
  'right-to-left': ['ar', 'fa', 'he', 'ur'],
  indic: ['bn', 'hi', 'mr', 'ta', 'te'],
  'east-asian': ['ja', 'ko', 'th', 'zh-Hans', 'zh-Hant'],
}

export const COLUMNS = 5
export const GAP = 16
/** One page on a sheet, in CSS pixels, and how much of its size is left. */
export const PAGE_ON_A_SHEET = { width: 360, height: 920, scale: 0.75 }

/** The size in pixels of a picture that holds so many pages. */
export function sizeOfSheet(pages, columns, { width, height, scale }) {
  const used = Math.min(pages, columns)
  return {
    width: GAP + used * (Math.round(width * scale) + GAP),
    height: GAP + Math.ceil(pages / columns) * (Math.round(height * scale) + GAP),
  }
}
