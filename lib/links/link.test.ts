import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canBeUsername } from '../input/username-entry'
import { carriesCode, readLink } from './link'

const SUB = '0d9cdb2e-1111-4c1e-9f0a-000000000001'
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

describe('a link of a mail function that the tenant had before', () => {
  test.each([
    ['M01', '?confirmation_code=123456&user_name=jane%40x.test'],
    ['M03', '?code=123456&username=jane%40x.test'],
    ['Amplify', '?code=123456&username=jane%40x.test&clientId=abc&region=eu-west-1&email=other%40x.test'],
    ['an address alone', '?email=jane%40x.test&code=123456'],
    ['the hosted pages', '?client_id=abc&user_name=jane%40x.test&confirmation_code=123456'],
    ['capitals', '?userName=jane%40x.test&confirmationCode=123456'],
    ['a verification', '?verificationCode=123456&email=jane%40x.test'],
    ['a verification with dashes', '?verification-code=123456&user=jane%40x.test'],
    ['a reset', '?reset_code=123456&username=jane%40x.test'],
    ['a sub, and the address that it stands for', `?code=123456&username=${SUB}&email=jane%40x.test`],
  ])('%s brings both', (_, query) => {
    expect(readLink(query)).toEqual(whole('jane@x.test'))
    expect(carriesCode(query)).toBe(true)
  })

  test('a sub alone is the name', () => {
    expect(readLink(`?code=123456&username=${SUB}`)).toEqual(whole(SUB))
  })

  test('damaged values are suggestions here too', () => {
    expect(readLink('?confirmation_code=123456&user_name=jane+a@x.test')).toEqual({
      username: null,
      suggestion: 'jane+a@x.test',
      code: '123456',
    })
  })

  test('the portal’s own names come first', () => {
    expect(readLink('?u=jane&c=123456&username=eve&code=654321')).toEqual(whole('jane'))
  })

  test('an address without a code is no link', () => {
    for (const query of ['', '?username=jane', '?stale=1&username=jane', '?k=v1.a.b', '?lang=da'])
      expect(carriesCode(query), query).toBe(false)
  })
})

test.each(['?u=jane%00&c=123456', '?u=ja%E2%80%8Bne&c=123456'])(
  'invisible characters in %s are to be checked',
  (query) => {
    expect(readLink(query)).toEqual({ username: null, suggestion: 'jane', code: '123456' })
  },
)

describe('F12: a name that was encoded twice is to be checked', () => {
  test.each([
    ['?u=jane%2540x.test&c=123456', 'jane@x.test'],
    ['?u=jane%252Ba%2540x.test&c=123456', 'jane+a@x.test'],
    ['?u=%25E5%2590%258D&c=123456', '名'],
    // Decoded once more it couldn't be a name, so it is shown as it came.
    ['?u=jane%2520doe&c=123456', 'jane%20doe'],
  ])('%s', (query, suggestion) => {
    expect(readLink(query)).toEqual({ username: null, suggestion, code: '123456' })
  })

  test('and one that only looks so is taken as it is', () => {
    expect(readLink(`?u=${encodeURIComponent('100%25+%2B@x.test')}&c=123456`)).toEqual(
      whole('100%25+%2B@x.test'),
    )
  })
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
      // Where it may have been encoded twice, it is a suggestion; see F12.
      fc.pre(!/^(?=.*%[\da-f]{2})[\w.!~*'()%-]+$/i.test(username))
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
