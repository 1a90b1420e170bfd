import { expect, test } from 'vitest'
import { note } from '../../scripts/matrix.mjs'
import { LOCALES } from '../i18n/languages'
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
  const { reset, changed } = await renderMails(tenant(LONG_NAME), locale, PORTAL)
  expect(isAcceptable('smsMessage', reset.sms ?? '')).toBe(true)
  expect(isAcceptable('emailMessage', reset.html.replace('{link}', 'x'.repeat(LONGEST_LINK)))).toBe(true)
  for (const { subject } of [reset, changed]) {
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
    const { sms = '' } = (await renderMails(tenant(name), locale, PORTAL)).reset
    expect(sms).toContain(name)
    expect([...sms].length).toBeLessThanOrEqual(maximumOf('smsMessage'))
    note('languages', locale, 'SMS size')
  },
)
