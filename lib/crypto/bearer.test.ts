import { expect, test } from 'vitest'
import { isBearer } from './bearer'

const tokens = ['a-token-of-some-length', 'another-token-of-it']

test('one of the tokens opens, in whatever case the scheme is written, and nothing else does', () => {
  for (const header of ['Bearer a-token-of-some-length', 'bearer another-token-of-it'])
    expect(isBearer(header, tokens)).toBe(true)
  for (const header of [
    null,
    '',
    'Bearer',
    'Bearer ',
    'Basic a-token-of-some-length',
    'a-token-of-some-length',
    'Bearer a-token-of-some-lengt',
    'Bearer a-token-of-some-length, another-token-of-it',
  ])
    expect(isBearer(header, tokens), String(header)).toBe(false)
  expect(isBearer('Bearer undefined', [])).toBe(false)
})
