import { expect, test } from 'vitest'
import { withValue } from './difference'
import { missingTranslations, ownWords, wordFaults, wordPath } from './own-words'
import type { BrandOverrides } from './schema'

const long = 'x'.repeat(81)

test('texts of pages and mails are written and read by one name, wherever the brand keeps them', () => {
  let brand: BrandOverrides = {}
  const own = {
    'forgot.title': 'a',
    'mail.reset.subject': 'b',
    'mail.reset.once': 'c',
    'mail.changed.intro': 'd',
  }
  for (const [key, text] of Object.entries(own)) brand = withValue(brand, wordPath('da', key), text)
  expect(brand.mail?.texts?.reset?.da).toEqual({ subject: 'b' })
  expect(ownWords(brand, 'da')).toEqual(own)
  expect(ownWords(brand, 'en')).toEqual({})
})

test('a text over its limit is a fault with both numbers, unless it stands so already', () => {
  const brand = { words: { en: { 'forgot.title': long } } }
  expect(wordFaults(brand)).toEqual([
    {
      locale: 'en',
      key: 'forgot.title',
      path: 'words/en/forgot.title',
      fault: { kind: 'too-long', length: 81, limit: 80 },
    },
  ])
  expect(wordFaults(brand, brand)).toEqual([])
  expect(wordFaults({ words: { en: { 'forgot.title': `${long}y` } } }, brand)).toHaveLength(1)
})

test('a text message needs its code exactly once', () => {
  const sms = (text: string) => wordFaults({ words: { en: { 'mail.reset.sms': text } } })
  expect(sms('Hello from {name}')).toHaveLength(1)
  expect(sms('{####} {####}')).toHaveLength(1)
  expect(sms('{name}: {####}')).toEqual([])
  const invitation = (text: string) => wordFaults({ words: { en: { 'mail.invitation.sms': text } } })
  expect(invitation('{name}: {####}')).toMatchObject([{ fault: { kind: 'username' } }])
  expect(invitation('{username} {username} {####}')).toHaveLength(1)
  expect(invitation('{username}')).toMatchObject([{ fault: { kind: 'code' } }])
  expect(invitation('{username}: {####}')).toEqual([])
})

test('what one offered language has and another lacks is listed; languages that are not offered do not count', () => {
  const brand = {
    words: {
      en: { 'forgot.title': 'a', 'done.title': 'b' },
      da: { 'forgot.title': 'a' },
      fr: { 'sent.title': 'c' },
    },
    mail: { texts: { reset: { da: { subject: 'd' } } } },
  }
  expect(missingTranslations(brand, ['en', 'da'])).toEqual([
    { key: 'done.title', missing: ['da'] },
    { key: 'mail.reset.subject', missing: ['en'] },
  ])
})
