import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { loadMessages, type Messages } from './catalogues'
import { LOCALES } from './languages'
import { loadTranslator, translator, withWords } from './translator'

const english = await loadMessages('en')
const inEnglish = (words?: Record<string, string>) => translator('en', english, words)

/** A catalogue of one text: a translator with new words copies its whole catalogue first. */
const ofOneText = { sent: { title: english.sent.title } } as Messages
const withTitle = (text: string) => translator('en', ofOneText, { 'sent.title': text })('sent.title')
const tag = (chunks: unknown) => `[${String(chunks)}]`
const withLead = (text: string) =>
  String(inEnglish({ 'sent.lead': text }).rich('sent.lead', { username: 'jane', name: tag }))

describe('a brand’s words', () => {
  test('replace those of the catalogue, and only those', () => {
    const t = inEnglish({ 'sent.title': 'Look in your mail' })
    expect(t('sent.title')).toBe('Look in your mail')
    expect(t('forgot.title')).toBe(inEnglish()('forgot.title'))
  })

  test.each([
    "Let's go",
    "O''Brien",
    "'",
    '{',
    '}',
    '{}',
    '{x}',
    '{username}',
    "'{username}'",
    '{count, plural, one {#} other {#}}',
    '{n, select, a {b}}',
    '{n, number, ::currency/EUR}',
    '<b>bold</b>',
    '<script>alert(1)</script>',
    '</b>',
    '<',
    'a < b > c',
    '<br/>',
    '&lt;b&gt;',
    '#',
    '|',
    '<x>{y}',
    "it's {a}'s <b>'x'</b>'{",
    '{__proto__}',
  ])('%j is shown as it stands', (text) => {
    expect(withTitle(text)).toBe(text)
    expect(inEnglish({ 'reset.ruleLength': text })('reset.ruleLength', { count: 8 })).toBe(text)
  })

  test('may use the places that the original has', () => {
    expect(withLead('Mail for <name>{username}</name>')).toBe('Mail for ,[jane]'.replace(',', ''))
    expect(withLead("It's {username}'s mail")).toBe("It's jane's mail")
    expect(withLead("'{username}'")).toBe("'jane'")
    expect(withLead('Mail.')).toBe('Mail.')
    expect(inEnglish({ 'reset.ruleLength': '{count} or more' })('reset.ruleLength', { count: 8 })).toBe(
      '8 or more',
    )
  })

  test.each([
    ['<name>{username}', '<name>jane'],
    ['{username}</name>', 'jane</name>'],
    ['</name>{username}<name>', '</name>jane<name>'],
    ['<name><b>{username}</b></name>', '[<b>jane</b>]'],
    ['<name>{username}</name></name>', '<name>jane</name></name>'],
    ['{username}{other}', 'jane{other}'],
  ])('%j with tags that do not close is %j', (text, shown) => {
    expect(withLead(text).replaceAll(',', '')).toBe(shown)
  })

  test('whatever they are, are text: nothing throws, nothing is lost, nothing becomes a tag', () => {
    const complaint = vi.spyOn(console, 'error')
    const syntax = fc.constantFrom(
      "'",
      '{',
      '}',
      '<',
      '>',
      '</',
      '#',
      '|',
      ',',
      'plural',
      'x',
      ' ',
      '\\',
      '{x}',
      '<x>',
    )
    const text = fc.oneof(
      fc.array(syntax).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(text, (words) => {
        if (words === '') return
        expect(withTitle(words)).toBe(words)
      }),
      { numRuns: 500 },
    )
    expect(complaint).not.toHaveBeenCalled()
  })

  test.each([
    'sent',
    'sent.',
    '.title',
    '',
    'sent.title.x',
    'nothing.here',
    '__proto__',
    '__proto__.polluted',
    'constructor.prototype.polluted',
    'sent.__proto__',
    'sent.constructor',
    'sent.toString',
  ])('under the key %j, which the catalogue does not have, are passed over', (key) => {
    const words: Record<string, string> = Object.fromEntries([[key, 'polluted']])
    expect(withWords(english, words)).toEqual(english)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  test('do not change the catalogue for anybody else', () => {
    const before = structuredClone(english)
    withWords(english, { 'sent.title': 'changed' })
    expect(english).toEqual(before)
  })

  test('give the same translator for the same object, and another for another', async () => {
    const words = { 'sent.title': 'a' }
    expect(inEnglish(words)).toBe(inEnglish(words))
    expect(inEnglish({ ...words })).not.toBe(inEnglish(words))
    expect(await loadTranslator('da', words)).not.toBe(inEnglish(words))
  })
})

test('every language says something for every key', async () => {
  for (const locale of LOCALES) {
    const t = await loadTranslator(locale)
    expect(t('forgot.title')).not.toBe('forgot.title')
    expect(t('reset.ruleLength', { count: 12 })).toContain('12')
  }
})
