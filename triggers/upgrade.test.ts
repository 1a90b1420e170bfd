import { beforeAll, describe, expect, test } from 'vitest'
import { keys } from '../lib/crypto/keys'
import { firstRelease } from '../lib/db/test-first-release'
import { openEnvelope, readLinkKey } from '../lib/links/envelope'
import { findLinkKey } from '../lib/links/link-keys'
import { isAcceptable } from '../lib/mail/message-limits'
import { renderMails } from '../lib/mail/render'
import { isRenderedMails, type RenderedMails } from '../lib/mail/rendered'
import { CODE_SLOT } from '../lib/pool-mails'
import { changedMail } from './changed-mail'
import { customMessage } from './custom-message'
import { forgotPassword } from './events'

const { mails, link } = firstRelease
const portal = 'https://reset.acme.example'
const settings = { portal, tenant: 'acme', linkKey: readLinkKey(link.key), clientIds: null }
const at = new Date(firstRelease.writtenAt)

describe('mails that a portal of the first release drew', () => {
  test('are whole, with the texts of the brand in them', () => {
    expect(isRenderedMails(mails)).toBe(true)
    expect(mails.reset.subject).toBe('Låst ude?')
  })

  test('are sent by a mail function of today', async () => {
    const answer = customMessage(
      settings,
      async () => mails,
      () => at,
    )
    const { response } = await answer(forgotPassword())
    expect(response.emailSubject).toBe('Låst ude?')
    expect(isAcceptable('emailMessage', response.emailMessage ?? '')).toBe(true)
    const [, sealed = ''] = /\/link\?t=([\w.-]+)&(?:amp;)?c=\{####\}/.exec(response.emailMessage ?? '') ?? []
    const envelope = await openEnvelope(sealed, async (id, slug) => findLinkKey(keys(), id, slug))
    expect(envelope).toMatchObject({ tenant: 'acme', kind: 'reset', username: 'jane+test' })
  })

  test('tell of a change, without the sentence that they don’t have', () => {
    const change = { at, clientMetadata: {}, isSignedOut: true, tokenMinutes: 60, ended: [] }
    const { text } = changedMail(mails, change)
    expect(text).toContain(mails.words.signedOut)
    expect(text).not.toMatch(/\{\w+\}/)
  })
})

/** What a mail function of the first release asks of what it fetches; it sends Cognito's own mail where this says no. */
function isWholeToFirstRelease(value: unknown): boolean {
  const has = (part: unknown, names: readonly string[]) =>
    typeof part === 'object' &&
    part !== null &&
    names.every((name) => typeof Reflect.get(part, name) === 'string')
  const { reset, changed, words } = value as Record<string, unknown>
  return (
    has(value, ['tenant', 'locale', 'senderName']) &&
    has(reset, ['subject', 'html', 'text', 'sms']) &&
    has(changed, ['subject', 'html', 'text']) &&
    has(words, ['onSystem', 'unknown', 'signedOut', 'stillSignedIn'])
  )
}

describe('mails that a portal of today draws, at a mail function of the first release', () => {
  let today: RenderedMails
  beforeAll(async () => {
    const { slug, name, support } = firstRelease.tenants.acme
    today = await renderMails({ slug, name, brand: {}, support }, 'da', portal)
  })

  test('are whole', () => {
    expect(isWholeToFirstRelease(mails)).toBe(true)
    expect(isWholeToFirstRelease(JSON.parse(JSON.stringify(today)))).toBe(true)
  })

  test('have no place that it would not fill in', () => {
    const slots = (text: string) => new Set(text.match(/\{[\w#]+\}/g))
    const filled = ['{when}', '{device}', '{address}', '{sessions}']
    for (const text of [today.changed.html, today.changed.text])
      expect(filled).toEqual(expect.arrayContaining([...slots(text)]))
    expect(slots(today.reset.html)).toEqual(new Set(['{link}', CODE_SLOT]))
    expect(slots(mails.reset.html)).toEqual(slots(today.reset.html))
    expect(slots(today.words.onSystem)).toEqual(new Set(['{browser}', '{system}']))
    for (const text of [today.words.signedOut, today.words.stillSignedIn])
      expect(slots(text)).toEqual(new Set())
  })
})
