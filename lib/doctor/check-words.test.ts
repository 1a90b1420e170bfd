import { expect, test } from 'vitest'
import type { BrandOverrides } from '../brand/schema'
import { testTenant } from '../tenants/test-tenant'
import { wordLanguages, wordLengths } from './check-words'

const withBrand = (brand: BrandOverrides) => ({ tenant: { ...testTenant(), locales: ['en', 'da'], brand } })

test('a text in one offered language only is one warning, which names it', () => {
  const facts = withBrand({ words: { en: { 'forgot.title': 'Locked out?' }, fr: { 'done.title': 'Fini' } } })
  expect(wordLanguages(facts)).toMatchObject({
    verdict: 'warning',
    evidence: 'forgot.title is missing in da',
  })
  const whole = withBrand({ words: { en: { 'forgot.title': 'A' }, da: { 'forgot.title': 'B' } } })
  expect(wordLanguages(whole).verdict).toBe('ok')
})

test('a text over its limit that was published before is a warning', () => {
  const facts = withBrand({ words: { en: { 'forgot.submit': 'x'.repeat(61) } } })
  expect(wordLengths(facts)).toMatchObject({
    verdict: 'warning',
    evidence: 'forgot.submit (en) has 61 characters, and there is room for 60',
  })
  expect(wordLengths(withBrand({})).verdict).toBe('ok')
})
