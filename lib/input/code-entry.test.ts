import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isUsualCode, readCode } from './code-entry'

describe('a code as people type and paste it', () => {
  test.each([
    '123456',
    ' 123456 ',
    '123 456',
    '123-456',
    '123\u2013456',
    '123\u00a0456',
    '1 2 3 4 5 6',
    '123.456',
    '１２３４５６',
    '１２３　４５６',
    '١٢٣٤٥٦',
    '۱۲۳۴۵۶',
    '१२३४५६',
    '𝟏𝟐𝟑𝟒𝟓𝟔',
    '𝟙𝟚𝟛𝟜𝟝𝟞',
    '123\u200b456',
    '\u202a123456\u202c',
    '123456\n',
    'Your code is 123456',
    'Your code is 123456.',
    'Your code: 123-456',
    'Your Acme code is 123 456. It works for 1 hour.',
    'Code 123456 (asked for on 2026-11-24 at 10:31)',
    'コードは123456です',
    '确认码123456，一小时内有效',
    'رمزك هو ١٢٣٤٥٦',
    '123456 is 123456',
  ])('%j is 123456', (entered) => expect(readCode(entered)).toBe('123456'))

  test('leading zeros stay', () => {
    expect(readCode('000123')).toBe('000123')
    expect(readCode('Your code is 000 123')).toBe('000123')
    expect(readCode('٠٠٠١٢٣')).toBe('000123')
  })

  test.each([
    '',
    ' ',
    '\u00a0',
    '\n',
    'abc def',
    'Your code is',
    '123456 or 654321',
    'a\u0000b',
    `${'x'.repeat(2049)}`,
  ])('%j holds no code', (entered) => expect(readCode(entered)).toBeNull())

  test.each(['ABC123', 'abcdef', 'ab-123456', '12a456', '12345²', '½12345', '{####}'])(
    '%j goes to Cognito as it stands',
    (entered) => expect(readCode(entered)).toBe(entered),
  )

  test.each([
    'order 1234567',
    'call 12345 678901',
    'on 2026-11-24',
    'ref AB123456',
    'code 123456-7',
    'at 1.234567',
    'v123456 here',
  ])('%j is not taken for six digits that stand alone', (entered) => expect(readCode(entered)).toBeNull())
})

test('every script’s digits from zero to nine are read as themselves', () => {
  for (let zero = 0x30; zero < 0x1fc00; zero++) {
    const isDigit = (codePoint: number) => /\p{Nd}/u.test(String.fromCodePoint(codePoint))
    if (!isDigit(zero) || isDigit(zero - 1)) continue
    const digits = Array.from({ length: 10 }, (_, value) => String.fromCodePoint(zero + value)).join('')
    expect(readCode(digits), `U+${zero.toString(16)}`).toBe('0123456789')
    zero += 9
  }
})

test('no other code comes out than went in', () => {
  const separator = fc.constantFrom('', ' ', '-', '\u2013', '\u200b', '\u00a0')
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), separator), { minLength: 4, maxLength: 12 }),
      (parts) => {
        const entered = parts.map(([digit, between]) => `${digit}${between}`).join('')
        expect(readCode(entered)).toBe(parts.map(([digit]) => digit).join(''))
      },
    ),
  )
})

test('what comes out of any text is something that Cognito’s pattern takes, and stands in the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (entered) => {
      const code = readCode(entered)
      if (code === null) return
      expect(code).toMatch(/^\S{1,2048}$/u)
      if (/^[\x20-\x7e]+$/.test(entered))
        expect(entered.replace(/[\s.-]/g, '')).toContain(code.replace(/[\s.-]/g, ''))
    }),
  )
})

test.each([
  ['123456', true],
  ['000000', true],
  ['12345678', true],
  ['12345', false],
  ['123456789', false],
  ['12ab', false],
  ['ABC123', false],
  ['{####}', false],
])('%j is like a code: %s', (code, isUsual) => expect(isUsualCode(code)).toBe(isUsual))
