import { expect, test } from 'vitest'
import { inWords } from './duration'

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
