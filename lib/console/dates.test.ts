import { expect, test } from 'vitest'
import { PLAIN_TIMES, timeStyleOf, timeText } from './dates'

const morning = new Date('2026-11-25T07:04:09Z')
const midnight = new Date('2026-01-02T00:30:00Z')

test('a time is written with 24 hours and its zone', () => {
  expect(timeText(morning, PLAIN_TIMES)).toBe('25 Nov 2026, 07:04 UTC')
  expect(timeText(morning, PLAIN_TIMES, 'second')).toBe('25 Nov 2026, 07:04:09 UTC')
  expect(timeText(morning, PLAIN_TIMES, 'clock')).toBe('07:04 UTC')
  expect(timeText(morning, PLAIN_TIMES, 'day')).toBe('25 Nov 2026')
})

test('and with twelve where the reader’s locale has them', () => {
  const american = timeStyleOf('en-US,en;q=0.9')
  expect(timeText(morning, american)).toBe('Nov 25, 2026, 7:04 am UTC')
  expect(timeText(midnight, american, 'clock')).toBe('12:30 am UTC')
  expect(timeText(new Date('2026-01-02T12:00:00Z'), american, 'clock')).toBe('12:00 pm UTC')
  expect(timeText(new Date('2026-01-02T23:59:00Z'), timeStyleOf('en-AU'))).toBe('2 Jan 2026, 11:59 pm UTC')
})

test.each(['da', 'de-CH,de;q=0.9', 'en-GB', 'ja', 'fr-CA'])(
  '%s reads 24 hours, the day first',
  (accepted) => {
    expect(timeStyleOf(accepted)).toEqual(PLAIN_TIMES)
  },
)

test.each([null, '', '*', 'x', 'en_US', '-', 'a'.repeat(300), 'zz-ZZ-zz-zz-zz'])(
  'what can’t be read as a language (%s) changes nothing',
  (accepted) => {
    expect(timeStyleOf(accepted)).toEqual(PLAIN_TIMES)
  },
)
