import { expect, test } from 'vitest'
import { textFinder } from '@/lib/console/words/find-text'
import { loadTranslator } from '@/lib/i18n/translator'
import { toldTranslator } from './told-translator'

const Time = () => <time>10:31</time>

test('what a page says leads back to its key, with whatever was filled in', async () => {
  const said = new Map<string, string>()
  const t = toldTranslator(await loadTranslator('en', { 'forgot.title': 'Locked out?' }), said)
  expect(t('forgot.title')).toBe('Locked out?')
  t('reset.ruleLength', { count: 12 })
  t.rich('sent.lead', { username: 'diego@example.com', name: (chunks) => <strong>{chunks}</strong> })
  t.rich('done.changedAt', { time: '', when: () => <Time /> })
  t('sent.waitFor', { duration: '{duration}' })
  const find = (shown: string) => textFinder(said)(shown)[0]
  expect(find('Locked out?')).toBe('forgot.title')
  expect(find('At least 12 characters')).toBe('reset.ruleLength')
  expect(find('Changed at 10:31')).toBe('done.changedAt')
  expect(find('You can ask again in 0:42.')).toBe('sent.waitFor')
  expect(
    find(
      'If there is an account for diego@example.com, a message with a link and a code is on its way. Both work for one hour.',
    ),
  ).toBe('sent.lead')
})

test('what is said again is the newest', async () => {
  const said = new Map<string, string>()
  const t = toldTranslator(await loadTranslator('en'), said)
  t('forgot.title')
  t('forgot.lead')
  t('forgot.title')
  expect([...said.keys()]).toEqual(['forgot.lead', 'forgot.title'])
})
