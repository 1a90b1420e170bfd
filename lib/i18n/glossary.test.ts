import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { note } from '../../scripts/matrix.mjs'
import { FALLBACK_LOCALE, LOCALES, type Locale } from './languages'
import { proseOf, textsOf } from './test-catalogues'

/** Each of the twenty terms, and how an English sentence with it is known. */
const TERMS: Readonly<Record<string, RegExp>> = {
  account: /\baccount\b/i,
  browser: /\bbrowser\b/i,
  code: /(?<!support |country )\bcode\b/i,
  connection: /\bconnection\b/i,
  device: /\bdevices?\b/i,
  'email address': /\bemail address\b/i,
  'help desk': /\bhelp desk\b/i,
  inbox: /\binbox\b/i,
  invitation: /\binvitation\b/i,
  link: /\blink\b/i,
  message: /\bmessages?\b/i,
  network: /\bnetwork\b/i,
  password: /\bpasswords?\b/i,
  'phone number': /\bphone number\b/i,
  reset: /\breset\b/i,
  'sign in': /\bsign(?:ed)?[ -]in\b/i,
  'spam folder': /\bspam folder\b/i,
  'support code': /\bsupport code\b/i,
  symbol: /\bsymbol\b/i,
  'user name': /\buser name\b/i,
}

/** A term alone, or followed by how it starts where it is inflected beyond its end. */
type Glossary = Readonly<Record<string, string | readonly string[]>>

function glossaryOf(locale: Locale): Glossary {
  const file = fileURLToPath(new URL(`../../messages/${locale}/glossary.json`, import.meta.url))
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** A word without its last third, where endings are; short ones are whole. */
const stemOf = (word: string) =>
  word.length <= 3 ? word : word.slice(0, Math.max(3, Math.ceil(word.length * 0.66)))

function says(text: string, form: string, locale: Locale): boolean {
  const lower = (each: string) => each.toLocaleLowerCase(locale).normalize('NFC')
  return lower(form)
    .split(' ')
    .every((word) => lower(text).includes(stemOf(word)))
}

/** A sentence may go without its term now and then: with a pronoun, or in a turn of its own. One in ten may. */
const mayLack = (sentences: number) => (sentences === 1 ? 0 : Math.ceil(sentences / 10))

const english = await textsOf(FALLBACK_LOCALE)

test('each term stands in the source', () => {
  const texts = [...english.values()].map(proseOf)
  for (const [term, pattern] of Object.entries(TERMS))
    expect(texts.filter((text) => pattern.test(text)).length, term).toBeGreaterThan(0)
})

describe.each(LOCALES)('the glossary of %s', (locale) => {
  const glossary = glossaryOf(locale)

  test('has the twenty terms, in the order of English', () => {
    expect(Object.keys(glossary)).toEqual(Object.keys(TERMS))
    expect(
      Object.values(glossary)
        .flat()
        .filter((form) => form.trim() !== form || form === ''),
    ).toEqual([])
  })

  test('is what the catalogue says', async () => {
    const texts = await textsOf(locale)
    for (const [term, pattern] of Object.entries(TERMS)) {
      const forms = [glossary[term] ?? []].flat()
      const keys = [...english].filter(([, text]) => pattern.test(proseOf(text))).map(([key]) => key)
      const lacking = keys.filter((key) => !forms.some((form) => says(texts.get(key) ?? '', form, locale)))
      expect(lacking.length > mayLack(keys.length) ? lacking : [], term).toEqual([])
    }
    note('languages', locale, 'glossary')
  })
})
