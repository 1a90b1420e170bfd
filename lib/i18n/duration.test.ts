import { expect, test } from 'vitest'
import { inWords, waitInWords } from './duration'

test.each([
  ['en', '12 minutes', '1 hour'],
  ['da', '12 minutter', '1 time'],
  ['ja', '12分', '1時間'],
  ['ar', '12 دقيقة', 'ساعة'],
  ['fa', '12 دقیقه', '1 ساعت'],
  ['mr', '12 मिनिटे', '1 तास'],
])('a wait in %s is %s, and %s', (locale, minutes, hour) => {
  expect(inWords(12, 'minute', locale)).toBe(minutes)
  expect(inWords(1, 'hour', locale)).toBe(hour)
})

test('a wait is a clock up to a minute, and words above it only where the engine has the language', () => {
  expect([42, 60, 61, 700].map((seconds) => waitInWords(seconds, 'da'))).toEqual([
    '0:42',
    '1:00',
    '2 minutter',
    '12 minutter',
  ])
  // Klingon stands for what a browser lacks: Basque and Galician were told in English there.
  expect([42, 61].map((seconds) => waitInWords(seconds, 'tlh'))).toEqual(['0:42', '1:01'])
})
