import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pseudo } from './pseudo'

test('English becomes longer, with an accent in every word', () => {
  expect(pseudo('Try to sign in')).toBe('Trýý tóó síígññ ííññ')
})

test('what a message fills in and how it counts stay', () => {
  expect(pseudo('Go to <name>{username}</name> (A–Z, a–z), {####}')).toBe(
    'Góó tóó <name>{username}</name> (A–Z, a–z), {####}',
  )
  expect(pseudo('{count, plural, one {One field needs} other {# fields need}} your attention.')).toBe(
    '{count, plural, one {Óóññéé fííééld ññééééds} other {# fííéélds ññééééd}} ýýóóúúr ááttééññtííóóññ.',
  )
})

test('the texts as a whole are two fifths longer', () => {
  const { reset } = JSON.parse(readFileSync('messages/en/mail.json', 'utf8'))
  const english = Object.values<string>(reset).join('')
  const ratio = pseudo(english).length / english.length
  expect(ratio).toBeGreaterThan(1.35)
  expect(ratio).toBeLessThan(1.5)
})
