import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canBeUsername, readSignInName, readUsername } from './username-entry'

test('outer white space and what nobody sees go, and nothing else', () => {
  expect(readUsername('  Jane.Doe+test@Example.com\t\n')).toBe('Jane.Doe+test@Example.com')
  expect(readUsername('\u200b jane\u00ad@x.test\u202c \ufeff')).toBe('jane@x.test')
  const [nfc, nfd] = ['ren\u00e9@example.com', 'rene\u0301@example.com']
  expect(readUsername(nfc)).toBe(nfc)
  expect(readUsername(nfd)).toBe(nfd)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      fc.pre(!/[\p{Cc}\p{Cf}]/u.test(name))
      expect(readUsername(` ${name} `)).toBe(name.trim())
    }),
  )
})

test('a name that Cognito could know is never changed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      fc.pre(canBeUsername(name))
      expect(readUsername(name)).toBe(name)
    }),
  )
})

describe('who somebody says they are', () => {
  const byMail = { signInWith: 'email', dialCode: null } as const
  const byPhone = { signInWith: 'phone', dialCode: '+45' } as const

  test.each([
    ['Jane Doe <jane@x.test>', byMail, { kind: 'name', username: 'jane@x.test' }],
    ['"Doe, Jane" <jane@x.test>', byMail, { kind: 'name', username: 'jane@x.test' }],
    ['<jane@x.test>', byMail, { kind: 'name', username: '<jane@x.test>' }],
    ['Jane<jane@x.test>', byMail, { kind: 'name', username: 'Jane<jane@x.test>' }],
    ['Jane <jane doe@x.test>', byMail, { kind: 'impossible', shown: 'Jane <jane doe@x.test>' }],
    ['ja\u200bne@x.test', byMail, { kind: 'name', username: 'jane@x.test' }],
    ['jane doe', byMail, { kind: 'impossible', shown: 'jane doe' }],
    ['+45 12 34 56 78', byMail, { kind: 'impossible', shown: '+45 12 34 56 78' }],
    [' \u200b ', byMail, { kind: 'missing' }],
    ['+45 12 34 56 78', byPhone, { kind: 'name', username: '+4512345678' }],
    ['12 34 56 78', byPhone, { kind: 'offered', shown: '+4512345678' }],
    ['+4512345678', byPhone, { kind: 'name', username: '+4512345678' }],
    ['jane@x.test', byPhone, { kind: 'name', username: 'jane@x.test' }],
    ['12345678', { ...byPhone, dialCode: null }, { kind: 'impossible', shown: '12345678' }],
    ['12345678', { signInWith: 'username', dialCode: null }, { kind: 'name', username: '12345678' }],
  ] as const)('%j', (entered, names, entry) => expect(readSignInName(entered, names)).toEqual(entry))

  test('what is offered is taken when it is sent', () => {
    const offered = readSignInName('12345678', byPhone)
    expect(offered.kind === 'offered' && readSignInName(offered.shown, byPhone)).toEqual({
      kind: 'name',
      username: '+4512345678',
    })
  })
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
