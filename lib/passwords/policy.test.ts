import { describe, expect, test } from 'vitest'
import { brokenRule, isLineMet, type PasswordPolicy, passwordRulesAttribute, policyLines } from './policy'

const all: PasswordPolicy = {
  minimumLength: 8,
  requireUppercase: true,
  requireLowercase: true,
  requireNumbers: true,
  requireSymbols: true,
}
const none: PasswordPolicy = {
  minimumLength: 6,
  requireUppercase: false,
  requireLowercase: false,
  requireNumbers: false,
  requireSymbols: false,
}

describe('the list shows what the pool asks for and nothing else', () => {
  test.each<[string, PasswordPolicy, string[]]>([
    ['everything', all, ['length', 'case', 'number', 'symbol']],
    ['a length only', none, ['length']],
    ['upper case alone', { ...none, requireUppercase: true }, ['length', 'uppercase']],
    ['lower case alone', { ...none, requireLowercase: true }, ['length', 'lowercase']],
    ['symbols', { ...none, requireSymbols: true }, ['length', 'symbol']],
  ])('%s', (_, policy, lines) => expect(policyLines(policy)).toEqual(lines))
})

describe('a line is met as Cognito counts', () => {
  test('characters, not units', () => {
    expect(isLineMet('length', '😀'.repeat(7), all)).toBe(false)
    expect(isLineMet('length', '😀'.repeat(8), all)).toBe(true)
  })

  test('basic Latin letters only', () => {
    expect(isLineMet('case', 'Äö', all)).toBe(false)
    expect(isLineMet('case', 'Ao', all)).toBe(true)
    expect(isLineMet('uppercase', 'É', all)).toBe(false)
    expect(isLineMet('lowercase', 'ß', all)).toBe(false)
    expect(isLineMet('number', '١٢٣', all)).toBe(false)
  })

  test('the symbols of its list, in which a space is none', () => {
    for (const symbol of '^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+-')
      expect(isLineMet('symbol', symbol, all)).toBe(true)
    for (const other of [' ', '€', '§', 'a', '¡']) expect(isLineMet('symbol', other, all)).toBe(false)
  })
})

test('password managers are told the same', () => {
  expect(passwordRulesAttribute(none)).toBe('minlength: 6;')
  expect(passwordRulesAttribute(all)).toMatch(
    /^minlength: 8; required: lower; required: upper; required: digit; required: \[-.*\];$/,
  )
})

test('a symbol that a password manager is offered is one that Cognito counts', () => {
  const offered = /\[(.*)\]/.exec(passwordRulesAttribute(all))?.[1] ?? ''
  expect(offered.length).toBeGreaterThan(10)
  for (const symbol of offered) expect(isLineMet('symbol', symbol, all)).toBe(true)
})

test.each<[string, PasswordPolicy, string | null]>([
  ['short', all, 'length'],
  ['longer-1', all, 'uppercase'],
  ['LONGER-1', all, 'lowercase'],
  ['Longer-x', all, 'number'],
  ['Longer1x', all, 'symbol'],
  ['Longer-1', all, null],
  ['longer', none, null],
  ['longer', { ...none, requireUppercase: true }, 'uppercase'],
])('of %j the first rule that it breaks is named', (password, policy, rule) => {
  expect(brokenRule(password, policy)).toBe(rule)
})
