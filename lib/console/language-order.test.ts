import { expect, test } from 'vitest'
import { moved } from './language-order'

test('a language moves by one place and keeps the others in their order', () => {
  expect(moved(['en', 'da', 'ja'], 'ja', -1)).toEqual(['en', 'ja', 'da'])
  expect(moved(['en', 'da', 'ja'], 'en', 1)).toEqual(['da', 'en', 'ja'])
})

test('at either end, and for one that is not there, the list stays', () => {
  expect(moved(['en', 'da'], 'en', -1)).toEqual(['en', 'da'])
  expect(moved(['en', 'da'], 'da', 1)).toEqual(['en', 'da'])
  expect(moved(['en', 'da'], 'ja', 1)).toEqual(['en', 'da'])
})
