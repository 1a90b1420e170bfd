import { expect, test } from 'vitest'
import type { BrandOverrides } from '../brand/schema'
import { testTenant } from '../tenants/test-tenant'
import { wordLanguages, wordLengths } from './check-words'

const withBrand = (brand: BrandOverrides) => ({ tenant: { ...testTenant(), locales: ['en', 'da'], brand } })

test('a text in one offered language only is one warning, which names it', () => {
  const facts = withBrand({ words: { en: { 'forgot.title': 'Locked out?' }, fr: { 'done.title': 'Fini' } } })
  expect(wordLanguages(facts)).toMatchObject({
    verdict: 'warning',
    evidence: '“Forgot page: heading” (at the top of the page, `forgot.title`) is missing in Dansk',
  })
  const whole = withBrand({ words: { en: { 'forgot.title': 'A' }, da: { 'forgot.title': 'B' } } })
  expect(wordLanguages(whole).verdict).toBe('ok')
})

test('a text over its limit that was published before is a warning', () => {
  const facts = withBrand({ words: { en: { 'forgot.submit': 'x'.repeat(61) } } })
  expect(wordLengths(facts)).toMatchObject({
    verdict: 'warning',
    evidence:
      '“Forgot page: send button” (on the button, `forgot.submit`) in English has 61 characters, and there is room for 60',
  })
  expect(wordLengths(withBrand({})).verdict).toBe('ok')
})

test('a text that this release no longer shows is called by its key', () => {
  const facts = withBrand({ words: { en: { 'gone.title': 'x'.repeat(400) } } })
  expect(wordLengths(facts).evidence).toContain('“gone.title” (no longer shown, `gone.title`)')
})
