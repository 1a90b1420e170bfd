import { expect, test } from 'vitest'
import { isStorable } from './storable'

const endless: Record<string, unknown> = {}
endless.self = endless

test.each([
  ['a NUL in a text', { name: 'a\0b' }],
  ['a NUL in a key', { 'a\0b': 1 }],
  ['half a surrogate pair', ['\ud800']],
  ['not a number', { radius: Number.NaN }],
  ['an endless number', { radius: Number.POSITIVE_INFINITY }],
  ['a number that JSON has not', { version: 1n }],
  ['a function', { run: () => 1 }],
  ['something that holds itself', endless],
])('%s cannot be stored', (_, value) => expect(isStorable(value)).toBe(false))

test('everything that JSON holds can be', () => {
  expect(isStorable({ a: [1, 'é', null, true, { b: undefined }], '\ud83d\ude00': '😀' })).toBe(true)
})
