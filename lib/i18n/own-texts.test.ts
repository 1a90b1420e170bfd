import { expect, test } from 'vitest'
import { limitOf } from '../brand/word-places'
import { LOCALES } from './languages'
import { loadOwnTexts, placeholdersOf, translationFault, unknownPieces } from './own-texts'

test.each(LOCALES)('every text of the catalogue fits the limit of its place: %s', async (locale) => {
  for (const signInWith of ['email', 'phone', 'username'] as const) {
    const texts = await loadOwnTexts(locale, signInWith)
    // A plural holds every form; a reader sees one of them.
    const over = Object.entries(texts).filter(
      ([key, text]) => !text.includes('plural,') && text.length > limitOf(key),
    )
    expect(over).toEqual([])
  }
})

test('pages and mails are in it, and fewer than a brand may replace', async () => {
  const texts = await loadOwnTexts('en')
  expect(texts).toMatchObject({
    'forgot.title': 'Reset your password',
    'mail.cannotReset.button': 'Get help',
    'mail.reset.sms': expect.stringContaining('{####}'),
  })
  expect(Object.keys(texts).length).toBeLessThan(300)
})

test('placeholders and tags are named once', () => {
  expect(
    placeholdersOf('{count, plural, one {# letter} other {# letters}} for <b>{name}</b> {####}'),
  ).toEqual(['{count}', '<b>', '{name}', '</b>', '{####}'])
})

test('a translation that loses a placeholder or breaks a tag is told apart from a whole one', () => {
  const original = 'Sent to <name>{username}</name>.'
  expect(translationFault('An <name>{username}</name>.', original)).toBeNull()
  expect(translationFault('An <name>{username}.', original)).toEqual({ kind: 'tags' })
  expect(translationFault('An </name>{username}<name>.', original)).toEqual({ kind: 'tags' })
  expect(translationFault('An niemanden.', original)).toEqual({
    kind: 'lacks',
    pieces: ['<name>', '{username}', '</name>'],
  })
})

test('a piece that the original lacks is unknown; the number of a plural is known', () => {
  const original = '{count, plural, one {# letter} other {# letters}} for <name>{username}</name>'
  expect(unknownPieces('{count} for <name>{username}</name>', original)).toEqual([])
  expect(unknownPieces('{user} <b>{count}</b> {####}', original)).toEqual(['{user}', '<b>', '</b>', '{####}'])
})
