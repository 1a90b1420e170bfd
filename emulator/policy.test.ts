import { expect, test } from 'vitest'
import { brokenRule } from './policy'

const all = {
  minimumLength: 8,
  requireUppercase: true,
  requireLowercase: true,
  requireNumbers: true,
  requireSymbols: true,
}

test.each([
  ['Aa-1', 'Password not long enough'],
  ['Abcdefg-', 'Password must have numeric characters'],
  ['Abcdefg1', 'Password must have symbol characters'],
  ['abcdef-1', 'Password must have uppercase characters'],
  ['ABCDEF-1', 'Password must have lowercase characters'],
  ['aaaaaaaa', 'Password must have numeric characters'],
])('%s breaks the rule "%s", and only the first is told', (password, rule) => {
  expect(brokenRule(password, all)).toBe(`Password did not conform with policy: ${rule}`)
})

test('letters beyond Basic Latin are neither upper nor lower case', () => {
  expect(brokenRule('ÆØÅabc-1', all)).toContain('uppercase')
  expect(brokenRule('ABCæøå-1', all)).toContain('lowercase')
})

test('a letter outside the basic plane counts as one', () => {
  expect(brokenRule('Aa-1😀😀😀', all)).toContain('not long enough')
  expect(brokenRule('Aa-1😀😀😀😀', all)).toBeNull()
})

test('a sign that the guide does not list is no symbol', () => {
  expect(brokenRule('Abcdefg1€', all)).toContain('symbol')
})

test.each([...'^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+-'])('%s is a symbol', (symbol) => {
  expect(brokenRule(`Abcdef1${symbol}`, all)).toBeNull()
})
