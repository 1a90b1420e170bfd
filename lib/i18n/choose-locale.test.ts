import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseLocale, inMenuOrder, offeredLocales } from './choose-locale'
import { isLocale, LOCALES } from './languages'

describe('the languages of a tenant', () => {
  test.each([
    [
      ['da', 'en'],
      ['da', 'en'],
    ],
    [
      ['da-DK', 'en-GB'],
      ['da', 'en'],
    ],
    [['en-US', 'en-GB'], ['en']],
    [['tlh', 'ja'], ['ja']],
    [['tlh'], ['en']],
    // Made for tests, and not spoken unless the environment says so.
    [['en-XA', 'en-XB'], ['en']],
    [[], ['en']],
    [['__proto__', 'constructor', 'toString'], ['en']],
  ])('%j are %j', (given, offered) => expect(offeredLocales(given)).toEqual(offered))
})

describe('the language of a page', () => {
  const offered = offeredLocales(['da', 'en', 'ja'])
  const choose = (acceptLanguage: string | null, chosen: string | null = null) =>
    chooseLocale(offered, { acceptLanguage, chosen })

  test.each([
    [null, 'da'],
    ['', 'da'],
    ['ja', 'ja'],
    ['en-GB,en;q=0.9', 'en'],
    ['fr,ja;q=0.5', 'ja'],
    ['en;q=0.1,ja;q=0.9', 'ja'],
    ['en;q=0,ja;q=0.1', 'ja'],
    ['JA-jp', 'ja'],
    ['*', 'da'],
    ['__proto__,constructor', 'da'],
    ['en;q=-1,ja;q=0.2', 'ja'],
  ])('for %j is %s', (header, locale) => expect(choose(header)).toBe(locale))

  test('is what the person chose, where the tenant offers it', () => {
    expect(choose('ja', 'en')).toBe('en')
    expect(choose('ja', 'en-GB')).toBe('en')
    expect(choose('ja', 'fr')).toBe('ja')
    expect(choose(null, '__proto__')).toBe('da')
    expect(choose(null, 'DA_dk')).toBe('da')
    // The address comes before an earlier choice, which holds where the address names a language that isn't offered.
    expect(choose('ja', 'en,ja')).toBe('en')
    expect(choose('ja', 'fr,en')).toBe('en')
  })

  test('is one that is offered, whatever is asked', () => {
    fc.assert(
      fc.property(fc.option(fc.string()), fc.option(fc.string()), (chosen, header) => {
        expect(offered).toContain(choose(header, chosen))
      }),
    )
  })
})

test('a name that every object has is no language', () => {
  for (const name of ['__proto__', 'constructor', 'toString', '']) expect(isLocale(name)).toBe(false)
  for (const locale of LOCALES) expect(isLocale(locale)).toBe(true)
})

test('a long menu begins with the languages that the browser asks for, a short one with the tenant’s own', () => {
  const many = offeredLocales(['en', 'de', 'fr', 'it', 'es', 'pl', 'cs', 'da', 'sv', 'nb', 'fi', 'nl'])
  expect(inMenuOrder(many, 'sv-SE,sv;q=0.9,no;q=0.8')).toEqual([
    'sv',
    'nb',
    ...many.filter((tag) => tag !== 'sv' && tag !== 'nb'),
  ])
  expect(inMenuOrder(many, null)).toEqual(many)
  const few = offeredLocales(['en', 'de', 'sv'])
  expect(inMenuOrder(few, 'sv')).toEqual(few)
})
