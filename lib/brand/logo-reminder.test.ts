import { expect, test } from 'vitest'
import { logoReminder } from './logo-reminder'
import type { BrandOverrides } from './schema'

const picture = (letter: string) => ({ hash: letter.repeat(64), width: 10, height: 10 })
const brand = (light: string | null, dark: string | null, mode?: 'light' | 'dark'): BrandOverrides => ({
  identity: { logo: { ...(light && { light: picture(light) }), ...(dark && { dark: picture(dark) }) } },
  ...(mode && { colour: { mode } }),
})

test('a new logo with the old one left for dark pages is reminded of', () => {
  expect(logoReminder(brand('a', 'b'), brand('c', 'b'))).toBe('old-on-dark')
  expect(logoReminder(brand('a', 'b'), brand('c', 'd'))).toBeNull()
  expect(logoReminder(brand('a', 'b'), brand('a', 'b'))).toBeNull()
})

test('a new logo that dark pages show too is reminded of', () => {
  expect(logoReminder(brand('a', null), brand('c', null))).toBe('same-on-dark')
  expect(logoReminder({}, brand('c', null))).toBe('same-on-dark')
  expect(logoReminder(brand('a', null), {})).toBeNull()
})

test('where nobody sees dark pages, nothing is said', () => {
  expect(logoReminder(brand('a', 'b'), brand('c', 'b', 'light'))).toBeNull()
  expect(logoReminder(brand('a', 'b'), brand('c', 'b', 'dark'))).toBe('old-on-dark')
})
