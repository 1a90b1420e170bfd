import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canBeUsername } from '../request/username-entry'
import { readLink } from './link'

const whole = (username: string, code = '123456') => ({ username, suggestion: null, code })

describe('a link that arrived whole', () => {
  test.each([
    ['?u=jane&c=123456', whole('jane')],
    ['u=jane&c=123456', whole('jane')],
    ['?c=000123&u=jane', whole('jane', '000123')],
    ['?u=jane%2Btag%40example.com&c=123456', whole('jane+tag@example.com')],
    ['?u=jane@example.com&c=123456', whole('jane@example.com')],
    ['?u=ren%C3%A9&c=123456', whole('ren\u00e9')],
    ['?u=rene%CC%81&c=123456', whole('rene\u0301')],
    ['?u=%F0%9F%98%80&c=123456', whole('😀')],
    ['?u=100%25&c=123456', whole('100%')],
    ['?u=a%26b%3Dc&c=123456', whole('a&b=c')],
    ['?u=jane&amp;c=123456', whole('jane')],
    ['?u=jane&c=123456&utm_source=mail&c2=9', whole('jane')],
    ['?u=jane&c=123456&c=123456', whole('jane')],
    ['?u=jane&c=AbC-1', whole('jane', 'AbC-1')],
    ['?u=jane&c=123%20456', whole('jane')],
  ])('%s', (query, arrival) => expect(readLink(query)).toEqual(arrival))
})

describe('a part that was damaged is asked for', () => {
  test('a plus that was not encoded: the name is to be checked', () => {
    expect(readLink('?u=jane+tag@example.com&c=123456')).toEqual({
      username: null,
      suggestion: 'jane+tag@example.com',
      code: '123456',
    })
  })

  test.each([
    ['no name', '?c=123456'],
    ['an empty name', '?u=&c=123456'],
    ['a cut escape', '?u=jane%4&c=123456'],
    ['bytes that are no UTF-8', '?u=jane%FF&c=123456'],
    ['a space', '?u=jane%20doe&c=123456'],
    ['a NUL', '?u=jane%00&c=123456'],
    ['a name beyond all bounds', `?u=${'a'.repeat(129)}&c=123456`],
    ['two names that differ', '?u=jane&u=eve&c=123456'],
  ])('%s', (_, query) => {
    expect(readLink(query)).toEqual({ username: null, suggestion: null, code: '123456' })
  })

  test.each([
    ['no code', '?u=jane'],
    ['an empty code', '?u=jane&c='],
    ['a placeholder that was never filled in', '?u=jane&c={####}'],
    ['one that a program encoded', '?u=jane&c=%7B%23%23%23%23%7D'],
    ['two codes that differ', '?u=jane&c=123456&c=654321'],
    ['a broken escape', '?u=jane&c=12345%'],
    ['a code beyond all bounds', `?u=jane&c=${'1'.repeat(3000)}`],
    ['text without a code', '?u=jane&c=hello%20world'],
  ])('%s', (_, query) => expect(readLink(query)).toEqual({ username: 'jane', suggestion: null, code: null }))

  test('nothing at all', () => {
    for (const query of ['', '?', '?x=1', '?U=jane&C=123456', '?__proto__=1&constructor=2'])
      expect(readLink(query)).toEqual({ username: null, suggestion: null, code: null })
  })
})

test('every name that Cognito could know survives the mail, whatever stands around it', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter(canBeUsername)
  const code = fc.integer({ min: 0, max: 999_999 }).map((number) => String(number).padStart(6, '0'))
  fc.assert(
    fc.property(name, code, (username, digits) => {
      expect(readLink(`?u=${encodeURIComponent(username)}&c=${digits}`)).toEqual(whole(username, digits))
    }),
  )
})

test('no query makes it throw, and what it gives is always usable', () => {
  const piece = fc.oneof(
    fc.constantFrom('u=', 'c=', '&', '&amp;', '%', '+', '?'),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const { username, suggestion, code } = readLink(pieces.join(''))
      for (const name of [username, suggestion]) if (name !== null) expect(canBeUsername(name)).toBe(true)
      if (code !== null) expect(code).toMatch(/^\S+$/u)
    }),
  )
})
