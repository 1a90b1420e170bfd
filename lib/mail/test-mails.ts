import { expect } from 'vitest'
import { CODE_SLOT, POOL_MAIL_NAMES, POOL_MAILS } from '../pool-mails'
import { isAcceptable } from './message-limits'
import type { MailKindName } from './registry'
import type { MailTenant } from './render'
import { escapeHtml, fillIn, type MailsOf } from './rendered'
import { loadDemoTenants } from './test-tenants'

export const PORTAL = 'https://reset.example.com'
/** As long as links get: the longest slug, and a user name of 128 letters of four bytes. */
const LINK = `${PORTAL}/link?t=${'x'.repeat(1_000)}&c=${CODE_SLOT}`
const filled = (html: string) => fillIn(html, { link: escapeHtml(LINK) })

/** For tests: the demo tenants as mails know them. */
export async function demoMailTenants(): Promise<{ tenant: MailTenant; locales: readonly string[] }[]> {
  return (await loadDemoTenants()).map(({ file, brand }) => {
    const { email = null, phone = null, url = null } = file.support
    return {
      tenant: { slug: file.slug, name: file.name, brand, support: { email, phone, url } },
      locales: file.locales,
    }
  })
}

/** That Cognito takes the mails with the longest link in them, and finds each of its places once. */
export function expectAcceptable(mails: MailsOf<MailKindName>): void {
  for (const name of POOL_MAIL_NAMES) {
    const { subject, html, sms = '' } = mails[name]
    expect(isAcceptable('emailSubject', subject), name).toBe(true)
    expect(isAcceptable('emailMessage', filled(html)), name).toBe(true)
    expect(isAcceptable('smsMessage', sms), name).toBe(true)
    for (const slot of POOL_MAILS[name].slots)
      for (const text of [html, sms]) expect(text.split(slot), `${slot} in ${name}`).toHaveLength(2)
  }
}

/** That the mails hold the code’s placeholder raw, once, and the link’s, and no other. */
export function expectPlaces(mails: MailsOf<MailKindName>): void {
  const { reset, changed, signUp } = mails
  for (const name of POOL_MAIL_NAMES)
    for (const slot of POOL_MAILS[name].slots)
      expect(mails[name].text.split(slot), `${slot} in ${name}`).toHaveLength(2)
  for (const { html, text } of [reset, signUp])
    for (const part of [html, text]) expect(part.split('{link}')).toHaveLength(2)
  for (const name of ['invitation', 'verification', 'secondFactor'] as const)
    for (const part of [mails[name].html, mails[name].text]) expect(part).not.toContain('{link}')
  for (const text of [changed.html, changed.text])
    for (const name of ['when', 'device', 'address', 'sessions'])
      expect(text.split(`{${name}}`), name).toHaveLength(2)
}
