import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { LOCALES } from '../lib/i18n/languages'
import { COLUMNS, LANGUAGE_SHEETS, PAGE_ON_A_SHEET, sizeOfSheet } from './language-sheets.mjs'

// Four languages were on no sheet: their tags would have moved the others, so they were left out.

const sheets = Object.entries(LANGUAGE_SHEETS)
const document = readFileSync('docs/languages.md', 'utf8')
const english = new Intl.DisplayNames('en', { type: 'language' })

test('every language is on one sheet', () => {
  expect(sheets.flatMap(([, tags]) => tags).sort()).toEqual([...LOCALES].sort())
})

test.each(sheets)('the sheet %s has a page for each of its languages', async (name, tags) => {
  // From memory, as the portal's own pictures are: other tests of this process switch off that files are opened.
  const { width, height } = await sharp(readFileSync(`docs/images/languages-${name}.png`)).metadata()
  expect({ width, height }).toEqual(sizeOfSheet(tags.length, COLUMNS, PAGE_ON_A_SHEET))
})

test.each(sheets)(
  'the page of languages shows the sheet %s, and says which languages are on it',
  (name, tags) => {
    const [, says = ''] = document.match(RegExp(`!\\[(.*)\\]\\(images/languages-${name}\\.png\\)`)) ?? []
    for (const tag of tags) {
      const [word = ''] = (english.of(new Intl.Locale(tag).language) ?? '').split(' ')
      expect(says).toContain(word)
    }
  },
)

test('the page of languages counts them', () => {
  expect(document).toMatch(RegExp(`^${LOCALES.length} languages, `, 'm'))
})
