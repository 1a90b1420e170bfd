import { expect, test } from 'vitest'
import { note } from '../../scripts/matrix.mjs'
import { LOCALES } from '../i18n/languages'
import { POOL_MAIL_NAMES } from '../pool-mails'
import { isAcceptable, LONGEST_LINK, maximumOf } from './message-limits'
import { type MailTenant, renderMails } from './render'

const PORTAL = 'https://reset.example.com'
/** As long as a company's name in full gets in practice. */
const LONG_NAME = 'Northwind Cooperative Savings and Loan Association of Jutland'
const tenant = (name: string): MailTenant => ({
  slug: 'acme',
  name,
  brand: {},
  support: { email: null, phone: null, url: null },
})
/** What a text message has to leave for the name: enough to know who writes. */
const NAME_IN_SMS = 24
/** Phones show about so much of a subject; the rest is cut, but the name must not push everything else out. */
const SUBJECT_IN_FULL = 120

test.each(LOCALES)('a long name leaves the messages of %s within what Cognito takes', async (locale) => {
  const mails = await renderMails(tenant(LONG_NAME), locale, PORTAL)
  const fromPool = POOL_MAIL_NAMES.map((name) => mails[name])
  for (const { html, sms = '' } of fromPool) {
    expect(isAcceptable('smsMessage', sms)).toBe(true)
    expect(isAcceptable('emailMessage', html.replace('{link}', 'x'.repeat(LONGEST_LINK)))).toBe(true)
  }
  for (const { subject } of [...fromPool, mails.changed]) {
    expect(isAcceptable('emailSubject', subject)).toBe(true)
    expect([...subject].length, subject).toBeLessThanOrEqual(SUBJECT_IN_FULL)
    expect(subject).toContain(LONG_NAME)
  }
  note('languages', locale, 'subject size')
})

test.each(LOCALES)(
  'the text message of %s has room for a name and says all of its own words',
  async (locale) => {
    const name = 'N'.repeat(NAME_IN_SMS)
    const mails = await renderMails(tenant(name), locale, PORTAL)
    for (const kind of POOL_MAIL_NAMES) {
      const { sms = '' } = mails[kind]
      expect(sms, kind).toContain(name)
      expect([...sms].length, kind).toBeLessThanOrEqual(maximumOf('smsMessage'))
    }
    note('languages', locale, 'SMS size')
  },
)
