import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canBeUsername, readUsername } from './username-entry'

test('outer white space goes and nothing else', () => {
  expect(readUsername('  Jane.Doe+test@Example.com\t\n')).toBe('Jane.Doe+test@Example.com')
  const [nfc, nfd] = ['ren\u00e9@example.com', 'rene\u0301@example.com']
  expect(readUsername(nfc)).toBe(nfc)
  expect(readUsername(nfd)).toBe(nfd)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(readUsername(` ${name} `)).toBe(name.trim())
    }),
  )
})

describe('a user name that Cognito could know', () => {
  test.each([
    'jane@example.com',
    'jane+tag@example.com',
    '+4512345678',
    'Google_1234',
    'ジェーン',
    'rene\u0301',
    '😀',
    '😀'.repeat(128),
    'a'.repeat(128),
    "o'brien",
    '<script>',
  ])('%j', (name) => expect(canBeUsername(name)).toBe(true))

  test.each([
    ['nothing', ''],
    ['a space', 'jane doe'],
    ['a no-break space', 'jane\u00a0doe'],
    ['a NUL', 'jane\u0000'],
    ['a line break', 'jane\r\ndoe'],
    ['a zero-width joiner', 'a\u200db'],
    ['a soft hyphen', 'a\u00adb'],
    ['half a surrogate pair', 'jane\ud800'],
    ['129 characters', 'a'.repeat(129)],
    ['129 characters of two units', '😀'.repeat(129)],
  ])('is never one with %s', (_, name) => expect(canBeUsername(name)).toBe(false))
})
