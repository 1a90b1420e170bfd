import { createTranslator } from 'use-intl/core'
import { describe, expect, test } from 'vitest'
import { loadMessages, type Messages, type SignInWith } from './catalogues'
import { FALLBACK_LOCALE, LOCALES, type Locale } from './languages'

const SIGN_IN_WITH = ['email', 'phone', 'username'] as const
const messages = new Map<string, Messages>()
for (const locale of LOCALES)
  for (const signInWith of SIGN_IN_WITH)
    messages.set(`${locale} ${signInWith}`, await loadMessages(locale, signInWith))
const messagesOf = (locale: Locale, signInWith: SignInWith = 'email') =>
  messages.get(`${locale} ${signInWith}`) as Messages

type Branch = { [key: string]: Branch | string }

/** The messages of a catalogue by dotted key, in the order of the file; then as they are for what else people sign in with. */
function textsOf(locale: Locale): Map<string, string> {
  const walk = (branch: Branch, path: string): [string, string][] =>
    Object.entries(branch).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[path + key, value]] : walk(value, `${path}${key}.`),
    )
  const ofNumbersAndNames = (['phone', 'username'] as const).flatMap((signInWith) =>
    walk(messagesOf(locale, signInWith), `${signInWith}/`),
  )
  return new Map([...walk(messagesOf(locale), ''), ...ofNumbersAndNames])
}

/** The keys of the messages that fail a check, so that a failure names them. */
const failing = (locale: Locale, isRight: (text: string, key: string) => boolean): string[] =>
  [...textsOf(locale)].filter(([key, text]) => !isRight(text, key)).map(([key]) => key)

const english = textsOf(FALLBACK_LOCALE)
const placeholdersOf = (text: string) => (text.match(/\{\w+(?=\}|, *plural,)/g) ?? []).sort()
const elementsOf = (text: string) => (text.match(/<(\w+)>.*?<\/\1>/g) ?? []).sort()

const KNOWN_TAG = /<\/?(?:name|when|sent|until)>/g
const COUNTS = [0, 1, 2, 3, 11, 100]

/** The messages that name `!` and `#` as symbols to choose from. */
const SYMBOL_EXAMPLES = ['reset.ruleSymbol', 'errors.password-rejected.symbol']

const BUTTONS = [
  'forgot.submit',
  'forgot.busy',
  'sent.continue',
  'sent.continuing',
  'sent.resend',
  'sent.resending',
  'reset.submit',
  'reset.busy',
  'done.continue',
  'unknown.signIn',
  'unknown.ask',
  'linkProblem.ask',
  'linkProblem.enterCode',

  'errors.code-rejected.action',
]

/** Where letters of one word must not join: Persian in prefixes and plurals, Telugu in loanwords. */
const SPELT_WITH_NON_JOINER: readonly string[] = ['fa', 'te']

/** How wide a text is, in average Latin letters: Japanese signs take two. */
const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (sign >= '\u3000' ? 2 : 1), 0)

describe.each(LOCALES)('the catalogue of %s', (locale) => {
  const format = (text: string, count: number) => {
    const tag = (content: string) => `[${content}]`
    const translate = createTranslator({
      locale,
      messages: { text },
      timeZone: 'UTC',
      onError: (error) => {
        throw error
      },
    })
    return translate.markup('text', {
      username: 'ada@example.com',
      time: '10:31',
      duration: '0:42',
      count,
      sentAt: '10:31',
      untilAt: '11:31',
      when: tag,
      sent: tag,
      until: tag,
      name: text.includes('<name>') ? tag : 'Northwind Bank',
    })
  }

  test('has the keys of English, in the same order', () => {
    expect([...textsOf(locale).keys()]).toEqual([...english.keys()])
  })

  test('formats every message, whatever the count', () => {
    for (const [key, text] of textsOf(locale)) {
      for (const count of COUNTS) expect(format(text, count), key).toMatch(/^[^<>{}]+$/)
    }
  })

  test('has the placeholders and tags of English, and the same between the tags', () => {
    const signature = (text: string) => [
      placeholdersOf(text),
      elementsOf(text),
      text.match(KNOWN_TAG)?.length,
    ]
    for (const [key, text] of textsOf(locale))
      expect(signature(text), key).toEqual(signature(english.get(key) ?? ''))
  })

  test('has plural forms for the categories of its language and for no others', () => {
    const rules = new Intl.PluralRules(locale)
    const used = COUNTS.map((count) => rules.select(count))
    for (const [key, text] of textsOf(locale)) {
      if (!text.includes(', plural,')) continue
      const forms = [...text.matchAll(/(\S+) \{/g)].map((match) => match[1])
      expect(rules.resolvedOptions().pluralCategories, key).toEqual(expect.arrayContaining(forms))
      expect(forms, key).toEqual(expect.arrayContaining([...used, 'other']))
    }
  })

  test('has no space at the ends and no double space', () => {
    expect(failing(locale, (text) => text === text.trim() && text !== '' && !/\s\s/.test(text))).toEqual([])
  })

  test('has no exclamation marks, except as an example of a symbol', () => {
    expect(
      failing(
        locale,
        (text, key) => SYMBOL_EXAMPLES.includes(key.replace(/^.*\//, '')) || !/[!！¡‼]/.test(text),
      ),
    ).toEqual([])
    for (const key of SYMBOL_EXAMPLES)
      expect(textsOf(locale).get(key), key).toMatch(/^[^!！¡]*![^!！¡]*#[^!！¡]*$/)
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
    expect(BUTTONS.filter((key) => widthOf(textsOf(locale).get(key) ?? '') > 30)).toEqual([])
    expect(BUTTONS.filter((key) => !english.has(key))).toEqual([])
  })

  test.skipIf(locale === FALLBACK_LOCALE)('is translated', () => {
    // Words like OK or SMS may be the same in two languages.
    const isOwn = (text: string, key: string) => text !== english.get(key) || /^\p{L}{1,3}$/u.test(text)
    expect(failing(locale, isOwn)).toEqual([])
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
