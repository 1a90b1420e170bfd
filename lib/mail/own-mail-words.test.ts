import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BrandOverrides } from '../brand/schema'
import { BrandSchema } from '../brand/schema'
import { slotsOf } from '../brand/word-places'
import { loadOwnTexts } from '../i18n/own-texts'
import { POOL_MAIL_NAMES, POOL_MAILS } from '../pool-mails'
import { isAcceptable } from './message-limits'
import { renderCannotResetNotice, renderMails } from './render'

const PORTAL = 'https://reset.example.com'
const tenantWith = (brand: BrandOverrides) => ({
  slug: 'acme',
  name: 'Acme Bank',
  brand,
  support: { email: null, phone: null, url: 'https://acme.example/help' },
})
const wordsOf = (en: Record<string, string>) => tenantWith({ words: { en } })

test('every sentence of every mail and the text message can be a brand’s own', async () => {
  const texts = await loadOwnTexts('en')
  const keys = Object.keys(texts).filter((key) => key.startsWith('mail.'))
  const own = Object.fromEntries(keys.map((key, index) => [key, [`Own${index}`, ...slotsOf(key)].join(': ')]))
  const tenant = { ...wordsOf(own), signInPage: 'https://acme.example/sign-in' }
  tenant.brand.links = { help: 'https://acme.example/h', privacy: 'https://acme.example/p' }
  const mails = await renderMails(
    { ...tenant, support: { ...tenant.support, email: 'a@acme.example' } },
    'en',
    PORTAL,
  )
  const notices = await Promise.all(
    (['invited', 'external', 'helpDesk'] as const).map((step) =>
      renderCannotResetNotice(tenant, 'en', PORTAL, step),
    ),
  )
  const shown = JSON.stringify([mails, notices])
  const lost = Object.entries(own).filter(
    ([, text]) => !new RegExp(`${text.split(':')[0]}(?!\\d)`).test(shown),
  )
  expect(lost).toEqual([])
})

test('a text message that Cognito would refuse, or without its code, is the portal’s own', async () => {
  const plain = (await renderMails(wordsOf({}), 'en', PORTAL)).reset.sms
  for (const sms of ['No code here', '{####} and {####}', `{####}${'x'.repeat(140)}`]) {
    expect((await renderMails(wordsOf({ 'mail.reset.sms': sms }), 'en', PORTAL)).reset.sms).toBe(plain)
  }
  const own = (await renderMails(wordsOf({ 'mail.reset.sms': '{name}: {####} {link} {x}' }), 'en', PORTAL))
    .reset.sms
  expect(own).toContain('Acme Bank: {####} (link) (x)')
})

test('the text message of an invitation needs its user name as well, which has no place in another', async () => {
  const smsWith = async (key: string, text: string) => {
    const { invitation, reset } = await renderMails(wordsOf({ [key]: text }), 'en', PORTAL)
    return { invitation: invitation.sms, reset: reset.sms }
  }
  const plain = await smsWith('mail.none.sms', '')
  expect((await smsWith('mail.invitation.sms', 'Welcome: {####}')).invitation).toBe(plain.invitation)
  expect((await smsWith('mail.invitation.sms', 'Hi {username}: {####}')).invitation).toBe(
    'Hi {username}: {####}',
  )
  expect((await smsWith('mail.reset.sms', 'Hi {username}: {####}')).reset).toMatch(
    /^Hi \(username\): \{####\}/,
  )
})

test('a subject of nothing but invisible marks leaves the brand’s words out of the mail', async () => {
  const { reset } = await renderMails(
    tenantWith({ mail: { texts: { reset: { en: { subject: '\u200e\u200e' } } } } }),
    'en',
    PORTAL,
  )
  expect(reset.subject).toBe('Choose a new password for Acme Bank')
})

test('whatever a brand writes, Cognito takes its mails', async () => {
  const keys = [
    'mail.reset.once',
    'mail.reset.codeLead',
    'mail.reset.sms',
    'mail.changed.subject',
    'mail.changed.when',
    'mail.signUp.intro',
    'mail.invitation.username',
    'mail.invitation.sms',
    'mail.verification.once',
    'mail.secondFactor.subject',
  ]
  const text = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 140 }),
    fc.constantFrom('{####}', '{link}', '\ue000link\ue001 {####}', '</td>{####}', '\u200b{####}'),
  )
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...keys), text), async (en) => {
      const parsed = BrandSchema.safeParse({ words: { en } })
      if (!parsed.success) return
      const mails = await renderMails(tenantWith(parsed.data), 'en', PORTAL)
      const { reset, changed } = mails
      expect(isAcceptable('emailSubject', changed.subject)).toBe(true)
      for (const name of POOL_MAIL_NAMES) {
        const { subject, html, sms = '' } = mails[name]
        expect(isAcceptable('emailSubject', subject)).toBe(true)
        expect(isAcceptable('smsMessage', sms)).toBe(true)
        expect(isAcceptable('emailMessage', html.replace('{link}', 'x'))).toBe(true)
        for (const slot of POOL_MAILS[name].slots)
          for (const part of [html, sms]) expect(part.split(slot)).toHaveLength(2)
      }
      expect(reset.html.split('{link}')).toHaveLength(2)
      expect(changed.html.split('{when}')).toHaveLength(2)
    }),
    { numRuns: 60 },
  )
})
