import { expect, test } from 'vitest'
import { LOCALES } from '../i18n/languages'
import { POOL_MAIL_NAMES } from '../pool-mails'
import { maximumOf } from './message-limits'
import { MAIL_KINDS, type MailKindName } from './registry'
import { renderMails } from './render'
import { countedSample, onSide, sampleMail } from './sample'
import { loadDemoTenants } from './test-tenants'

const PORTAL = 'https://reset.example.com'
const at = new Date('2026-11-24T10:31:00Z')

async function renderAll() {
  const tenants = await loadDemoTenants()
  const support = { email: null, phone: null, url: null }
  return Promise.all(
    tenants.flatMap(({ file: { slug, name }, brand }) =>
      LOCALES.map((locale) => renderMails({ slug, name, brand, support }, locale, PORTAL)),
    ),
  )
}

const everyMail = await renderAll()

test('a sample leaves no place open, and is within what Cognito takes, for every tenant and language', () => {
  for (const mails of everyMail) {
    for (const kind of Object.keys(MAIL_KINDS) as MailKindName[]) {
      const { subject, html, text } = sampleMail(mails, kind, PORTAL, at)
      const body = html.slice(html.indexOf('<body'))
      for (const part of [subject, body, text]) expect(part).not.toMatch(/\{[#\w]+\}/)
    }
    expect(countedSample(mails, 'changed')).toBeNull()
    for (const name of POOL_MAIL_NAMES) {
      const counted = countedSample(mails, name)
      expect(counted?.sms, name).toMatch(/123456|Sample-1234/)
      expect(counted?.sms).not.toMatch(/[{}]/)
      expect(counted?.smsMessage).toBeLessThanOrEqual(maximumOf('smsMessage'))
      expect(counted?.emailMessage).toBeLessThanOrEqual(maximumOf('emailMessage'))
    }
  }
})

test('one side of a mail asks the reader for no preference any more', () => {
  for (const { reset } of everyMail) {
    for (const side of ['light', 'dark'] as const) {
      const html = onSide(reset.html, side)
      expect(html).not.toContain('prefers-color-scheme')
      expect(html).not.toContain('light dark')
      const hasBoth = reset.html.includes('prefers-color-scheme')
      expect(html.includes(side === 'dark' ? '@media all{' : '@media not all{')).toBe(hasBoth)
    }
  }
})
