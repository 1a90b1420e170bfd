import { expect, test } from 'vitest'
import { loadTranslator } from '@/lib/i18n/translator'
import { confirmAlert } from './alerts'
import type { PageContext } from './page-context'

async function textOfReused(historySize: number, own: Record<string, string> = {}) {
  const t = await loadTranslator('en', own)
  const context = { t, locale: 'en', brand: { words: { en: own } }, policy: { historySize } }
  return confirmAlert(context as unknown as PageContext, { kind: 'password-reused' }, '').text
}

const own = { 'errors.password-reused.text': 'Take one that you never had at Acme.' }

test('a password from before is refused with the number where it is known', async () => {
  expect(await textOfReused(5)).toContain('5')
  expect(await textOfReused(0)).not.toMatch(/\d/)
})

test('a tenant’s own sentence for it stands, whatever is known of the pool', async () => {
  expect(await textOfReused(5, own)).toBe(own['errors.password-reused.text'])
  const both = { ...own, 'errors.password-reused.last': 'Not one of the last {count} at Acme.' }
  expect(await textOfReused(5, both)).toBe('Not one of the last 5 at Acme.')
})
