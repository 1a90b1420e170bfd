import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPhone } from './phone-entry'

describe('F17: a number as people write it', () => {
  test.each([
    ['+45 12 34 56 78', '+4512345678'],
    ['+1 (555) 123-4567', '+15551234567'],
    ['+44 7700-900123', '+447700900123'],
    ['+44 (0)7700 900123', '+447700900123'],
    ['0045 12 34 56 78', '+4512345678'],
    ['＋４５ １２３４５６７８', '+4512345678'],
    ['+٤٥ ١٢٣٤٥٦٧٨', '+4512345678'],
    ['+39 06 1234 5678', '+390612345678'],
  ])('%s is %s', (written, number) => {
    expect(readPhone(written, null)).toEqual({ kind: 'international', number })
  })
})

describe('M06: a number without a country code', () => {
  test.each([
    ['12345678', '+45', '+4512345678'],
    ['07700 900123', '+44', '+447700900123'],
    ['(06) 1234 5678', '+39', '+390612345678'],
  ])('%s with %s would be %s', (written, dialCode, number) => {
    expect(readPhone(written, dialCode)).toEqual({ kind: 'national', number })
  })

  test('is none by itself', () => {
    expect(readPhone('12345678', null)).toEqual({ kind: 'national', number: null })
    expect(readPhone('12', '+45')).toEqual({ kind: 'national', number: null })
  })
})

test.each(['jane@example.com', 'jane', '+', '()', '+45 1', '+45 12 34 56 78 ext 9', 'Google_1234', ''])(
  '%j is no telephone number',
  (text) => expect(readPhone(text, '+45')).toBeNull(),
)

test('whatever comes out is E.164, or nothing', () => {
  const written = fc.string({ unit: fc.constantFrom(...'+0123456789 ()-./٣'), maxLength: 30 })
  fc.assert(
    fc.property(written, fc.constantFrom('+45', '+1', '+39', null), (text, dialCode) => {
      const number = readPhone(text, dialCode)?.number ?? null
      expect(number === null || /^\+[1-9]\d{4,14}$/.test(number)).toBe(true)
    }),
  )
})
