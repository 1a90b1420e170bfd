import { expect, test } from 'vitest'
import { inWords, lifeInWords, waitInWords } from './duration'

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

test.each([
  [45, '45 minutes'],
  [90, '90 minutes'],
  [60, '1 hour'],
  [1_440, '24 hours'],
  [2_160, '36 hours'],
  [43_200, '30 days'],
])('a life of %d minutes is said in the largest unit that is whole: %s', (minutes, words) => {
  expect(lifeInWords(minutes, 'en')).toBe(words)
})
