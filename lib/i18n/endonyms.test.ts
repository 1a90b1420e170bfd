import { describe, expect, test } from 'vitest'
import { LOCALES, nameOf } from './languages'
import { latinDigits } from './latin-digits'

describe('a language’s own name', () => {
  /** Where people write more than CLDR's short form, or name the country rather than the continent. */
  const otherwise: Record<string, string> = {
    id: 'Bahasa Indonesia',
    ms: 'Bahasa Melayu',
    'pt-PT': 'Português (Portugal)',
  }

  test.each(LOCALES)('is CLDR’s in %s, with a capital as at the start of a line', (locale) => {
    const cldr = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? ''
    const [first = '', ...rest] = cldr
    expect(nameOf(locale)).toBe(otherwise[locale] ?? first.toLocaleUpperCase(locale) + rest.join(''))
  })
})

describe('a date', () => {
  const at = new Date('2026-11-24T10:31:00Z')
  const dateIn = (locale: string) =>
    new Intl.DateTimeFormat(latinDigits(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(at)

  test('is in Latin digits in every language, and in the calendar of its readers', () => {
    for (const locale of LOCALES) expect(dateIn(locale), locale).not.toMatch(/(?![0-9])\p{Nd}/u)
    // The calendars of Iran and of Thailand, as banks there write them; all others are Gregorian.
    expect(dateIn('fa')).toBe('3 آذر 1405')
    expect(dateIn('th')).toContain('2569')
    for (const locale of LOCALES)
      if (locale !== 'fa' && locale !== 'th') expect(dateIn(locale), locale).toContain('2026')
  })
})
