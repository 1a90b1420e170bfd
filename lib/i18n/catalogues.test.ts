import { createTranslator } from 'use-intl/core'
import { describe, expect, test } from 'vitest'
import { note } from '../../scripts/matrix.mjs'
import { FALLBACK_LOCALE, LOCALES, type Locale } from './languages'
import { BUTTONS, textsOf } from './test-catalogues'

const texts = new Map(
  await Promise.all(LOCALES.map(async (locale) => [locale, await textsOf(locale)] as const)),
)
const textsIn = (locale: Locale) => texts.get(locale) as ReadonlyMap<string, string>

/** The keys of the messages that fail a check, so that a failure names them. */
const failing = (locale: Locale, isRight: (text: string, key: string) => boolean): string[] =>
  [...textsIn(locale)].filter(([key, text]) => !isRight(text, key)).map(([key]) => key)

const english = textsIn(FALLBACK_LOCALE)
const placeholdersOf = (text: string) => (text.match(/\{[#\w]+(?=\}|, *plural,)/g) ?? []).sort()
const elementsOf = (text: string) => (text.match(/<(\w+)>.*?<\/\1>/g) ?? []).sort()

const KNOWN_TAG = /<\/?(?:name|when|sent|until)>/g
const COUNTS = Array.from({ length: 201 }, (_, count) => count)
const isOfMail = (key: string) => key.startsWith('mail.')

/** The messages that name `!` and `#` as symbols to choose from. */
const SYMBOL_EXAMPLES = ['reset.ruleSymbol', 'errors.password-rejected.symbol']

/** Where letters of one word must not join: Persian in prefixes and plurals, Telugu in loanwords. */
const SPELT_WITH_NON_JOINER: readonly string[] = ['fa', 'te']

/** How wide a text is, in average Latin letters: Japanese signs take two. */
const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (sign >= '\u3000' ? 2 : 1), 0)

describe.each(LOCALES)('the catalogue of %s', (locale) => {
  /** Formats one text with each of these counts. */
  const formatted = (text: string, counts: readonly number[]) => {
    const tag = (content: string) => `[${content}]`
    const translate = createTranslator({
      locale,
      messages: { text },
      timeZone: 'UTC',
      onError: (error) => {
        throw error
      },
    })
    const values = {
      username: 'ada@example.com',
      time: '10:31',
      duration: '0:42',
      title: 'Reset your password · Northwind Bank',
      sentAt: '10:31',
      untilAt: '11:31',
      when: tag,
      sent: tag,
      until: tag,
      name: text.includes('<name>') ? tag : 'Northwind Bank',
    }
    return counts.map((count) => translate.markup('text', { ...values, count }))
  }

  test('has the keys of English, in the same order', () => {
    expect([...textsIn(locale).keys()]).toEqual([...english.keys()])
    note('languages', locale, 'keys')
  })

  /** The first counts that take each form of the language: what differs between others of a form is the number alone. */
  const rules = new Intl.PluralRules(locale)
  const ofEachForm = [
    0,
    1,
    2,
    ...new Map(COUNTS.toReversed().map((count) => [rules.select(count), count])).values(),
  ]

  test('formats every message, whatever the count', () => {
    const broken: string[] = []
    for (const [key, text] of textsIn(locale)) {
      // Mails are filled in without the message format.
      if (isOfMail(key)) continue
      for (const result of formatted(text, text.includes(', plural,') ? ofEachForm : [1]))
        if (!/^[^<>{}]+$/.test(String(result))) broken.push(`${key}: ${result}`)
    }
    // One assertion for all: sixty thousand, one after the other, take seconds.
    expect(broken).toEqual([])
  })

  test('has the placeholders and tags of English, and the same between the tags', () => {
    const signature = (text: string) => [
      placeholdersOf(text),
      elementsOf(text),
      text.match(KNOWN_TAG)?.length,
    ]
    const own = [...textsIn(locale)].map(([key, text]) => [key, signature(text)])
    const ofEnglish = [...textsIn(locale)].map(([key]) => [key, signature(english.get(key) ?? '')])
    expect(own).toEqual(ofEnglish)
    note('languages', locale, 'placeholders')
  })

  test('has a plural form for each category that its language uses up to 200, and for no other', () => {
    const used = new Set([...COUNTS.map((count) => rules.select(count)), 'other'])
    for (const [key, text] of textsIn(locale)) {
      if (!text.includes(', plural,')) continue
      const forms = [...text.matchAll(/(\S+) \{/g)].map((match) => match[1])
      expect(new Set(forms), key).toEqual(used)
    }
    note('languages', locale, 'plurals')
  })

  test('has no space at the ends and no double space', () => {
    expect(failing(locale, (text) => text === text.trim() && text !== '' && !/\s\s/.test(text))).toEqual([])
  })

  test('has no exclamation marks, except as an example of a symbol', () => {
    expect(failing(locale, (text, key) => SYMBOL_EXAMPLES.includes(key) || !/[!！¡‼]/.test(text))).toEqual([])
    for (const key of SYMBOL_EXAMPLES)
      expect(textsIn(locale).get(key), key).toMatch(/^[^!！¡]*![^!！¡]*#[^!！¡]*$/)
  })

  test('has no markup besides the known tags', () => {
    expect(failing(locale, (text) => !/[<>]|&#?\w+;/.test(text.replace(KNOWN_TAG, '')))).toEqual([])
  })

  test('has no bidi controls and no invisible characters', () => {
    // A word joiner keeps A–Z on one line: broken, it reads as Z–A where the text runs from right to left.
    const isAllowed = SPELT_WITH_NON_JOINER.includes(locale)
      ? /–\u2060|\p{L}\p{M}*\u200c(?=\p{L})/gu
      : /–\u2060/g
    expect(failing(locale, (text) => !/[\p{Cc}\p{Cf}]/u.test(text.replace(isAllowed, '')))).toEqual([])
  })

  test('has typographic quotes and ellipses only', () => {
    // A straight apostrophe would also start an escape in the message format.
    expect(failing(locale, (text) => !/['"`]|\.\.\./.test(text))).toEqual([])
  })

  test('has button texts that fit on a phone', () => {
    expect(BUTTONS.filter((key) => widthOf(textsIn(locale).get(key) ?? '') > 30)).toEqual([])
    expect(BUTTONS.filter((key) => !english.has(key))).toEqual([])
  })
})

describe('punctuation', () => {
  /** Without the examples, which stay as they are typed. */
  const prose = (text: string) =>
    text
      .replace(/[!#]\.?|\{count, plural,/g, '')
      .replace(/\([Aa]–\u2060?[Zz][^)]*\)|（[Aa]–\u2060?[Zz][^）]*）/g, '')

  test.each(['ja', 'zh-Hans', 'zh-Hant'] as const)('is full-width in %s', (locale) => {
    expect(failing(locale, (text) => !/[,.:;?()]/.test(prose(text)))).toEqual([])
  })

  test('is Arabic in Arabic', () => {
    expect(failing('ar', (text) => !/[,;?]/.test(prose(text)))).toEqual([])
  })

  test('stands after a no-break space in French where French has a space', () => {
    expect(failing('fr', (text) => !/[^\u00a0\u202f][:;?»]|«[^\u00a0\u202f]/.test(text))).toEqual([])
  })

  test('opens a question in Spanish', () => {
    const count = (text: string, mark: string) => text.split(mark).length
    expect(failing('es', (text) => count(text, '¿') === count(text, '?'))).toEqual([])
  })
})
