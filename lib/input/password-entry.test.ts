import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { impossiblePassword } from './password-entry'

describe('what the pool has to decide is let through', () => {
  test.each([
    'a',
    'correct horse battery staple',
    'Pa+ss%2Bwörd"\'&amp;<>',
    'e\u0301',
    '\u00e9',
    '👩‍👩‍👧',
    'x'.repeat(256),
    '😀'.repeat(256),
    'a\u00a0b',
  ])('%j', (password) => expect(impossiblePassword(password)).toBeNull())
})

describe('what Cognito’s model can’t take is refused', () => {
  test.each([
    ['x'.repeat(257), 'long'],
    ['😀'.repeat(257), 'long'],
    [' leading', 'characters'],
    ['trailing ', 'characters'],
    ['trailing\u00a0', 'characters'],
    [' ', 'characters'],
    ['line\nbreak', 'characters'],
    ['line\r\nbreak', 'characters'],
    ['tab\there', 'characters'],
    ['nul\u0000', 'characters'],
    ['half\ud83d', 'characters'],
  ])('%j', (password, rule) => expect(impossiblePassword(password)).toBe(rule))
})

test('code points are counted, not the units of UTF-16', () => {
  const character = fc
    .integer({ min: 0x1f600, max: 0x1f64f })
    .map((codePoint) => String.fromCodePoint(codePoint))
  fc.assert(
    fc.property(fc.array(character, { minLength: 250, maxLength: 262 }), (characters) => {
      expect(impossiblePassword(characters.join(''))).toBe(characters.length > 256 ? 'long' : null)
    }),
  )
})
