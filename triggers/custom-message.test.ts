import { randomBytes } from 'node:crypto'
import type { CustomMessageTriggerEvent } from 'aws-lambda'
import { beforeAll, describe, expect, test } from 'vitest'
import { openEnvelope } from '../lib/links/envelope'
import { isAcceptable } from '../lib/mail/message-limits'
import type { MailKindName } from '../lib/mail/registry'
import { renderMails } from '../lib/mail/render'
import type { MailsOf, RenderedMails } from '../lib/mail/rendered'
import { CODE_SLOT, POOL_MAILS } from '../lib/pool-mails'
import { customMessage, signInName } from './custom-message'
import { forgotPassword } from './events'
import type { MailSource } from './mail-source'

const linkKey = { id: '0a1b2c3d', key: randomBytes(32) }
const settings = { portal: 'https://reset.acme.example', tenant: 'acme', linkKey, clientIds: null }
const now = new Date('2026-11-24T10:31:00Z')

let danish: MailsOf<MailKindName>
beforeAll(async () => {
  const acme = {
    slug: 'acme',
    name: 'Acme Bank',
    brand: {},
    support: { email: null, phone: null, url: null },
  }
  danish = await renderMails(acme, 'da', settings.portal)
})

const answer = (event: CustomMessageTriggerEvent, mailsIn: MailSource = async () => danish, having = {}) =>
  customMessage({ ...settings, ...having }, mailsIn, () => now)(event)

function linkIn({ response }: CustomMessageTriggerEvent): string {
  return (
    /href="(https:\/\/reset\.acme\.example\/link[^"]*)"/
      .exec(response.emailMessage ?? '')?.[1]
      ?.replaceAll('&amp;', '&') ?? ''
  )
}

describe('a forgotten password', () => {
  test('is answered with a mail that Cognito takes, in the language of the page', async () => {
    const asked: string[] = []
    const { response } = await answer(forgotPassword(), async (locale) => {
      asked.push(locale)
      return danish
    })
    expect(asked).toEqual(['da'])
    expect(response.emailSubject).toBe('Vælg en ny adgangskode til Acme Bank')
    expect(isAcceptable('emailMessage', response.emailMessage ?? '')).toBe(true)
    expect(isAcceptable('smsMessage', response.smsMessage ?? '')).toBe(true)
  })

  test('has the code raw in the link and once more to be read', async () => {
    const written = await answer(forgotPassword())
    expect(linkIn(written)).toMatch(/^https:\/\/reset\.acme\.example\/link\?t=[\w.-]+&c=\{####\}$/)
    expect(written.response.emailMessage?.split(CODE_SLOT)).toHaveLength(3)
    expect(written.response.emailMessage).not.toContain('%7B')
  })

  test('has an envelope with the user, the time, the language and the portal’s note', async () => {
    const sealed = /t=([^&]*)/.exec(linkIn(await answer(forgotPassword())))?.[1] ?? ''
    expect(await openEnvelope(sealed, async () => linkKey.key)).toEqual({
      tenant: 'acme',
      kind: 'reset',
      username: 'jane+test',
      issuedAt: now,
      locale: 'da',
      ask: `${'a'.repeat(22)}.mi3k2j1h`,
    })
  })

  test('names the user in clear where there is no key, with a plus that survives', async () => {
    expect(linkIn(await answer(forgotPassword(), undefined, { linkKey: null }))).toBe(
      'https://reset.acme.example/link?u=jane%2Btest&c={####}',
    )
  })

  test('speaks the language of the account where the page’s is not known, else the tenant’s', async () => {
    const asked: string[] = []
    const note: MailSource = async (locale) => {
      asked.push(locale)
      return danish
    }
    const { clientMetadata: _, userAttributes } = forgotPassword().request
    const without = (attributes: Record<string, string>): CustomMessageTriggerEvent => {
      const event = forgotPassword({ userAttributes: { ...userAttributes, ...attributes } })
      delete event.request.clientMetadata
      return event
    }
    await answer(without({ locale: 'pt_BR' }), note)
    await answer(without({ locale: '../../x' }), note)
    await answer(without({}), note)
    expect(asked).toEqual(['pt-BR', 'und', 'und'])
  })
})

describe('a sign-up', () => {
  const signedUp = (
    triggerSource: 'CustomMessage_SignUp' | 'CustomMessage_ResendCode',
    event: Partial<CustomMessageTriggerEvent> = {},
  ) => ({ ...forgotPassword(), ...event, triggerSource }) as CustomMessageTriggerEvent
  const envelopeIn = async (event: CustomMessageTriggerEvent) =>
    openEnvelope(/[?]t=([\w.-]+)/.exec(linkIn(event))?.[1] ?? '', async () => linkKey.key)

  test.each(['CustomMessage_SignUp', 'CustomMessage_ResendCode'] as const)(
    '%s brings a link of its kind, and says so',
    async (triggerSource) => {
      const answered = await answer(signedUp(triggerSource))
      expect(answered.response.emailSubject).toBe('Bekræft din konto hos Acme Bank')
      expect(answered.response.smsMessage).toContain('{####}')
      expect(await envelopeIn(answered)).toMatchObject({ kind: 'sign-up', username: 'jane+test' })
    },
  )

  test('names the one address that somebody signed up with, who has no other name yet', async () => {
    const sub = '5c1a1b1e-6a55-4f0e-8a0f-2d7f0d1f2a3b'
    const named = async (contacts: Record<string, string>) => {
      const userAttributes = { sub, 'cognito:user_status': 'UNCONFIRMED', ...contacts }
      const request = { ...forgotPassword().request, userAttributes }
      const event = signedUp('CustomMessage_SignUp', { userName: sub, request })
      return (await envelopeIn(await answer(event)))?.username
    }
    const email = { email: 'jane@example.com', email_verified: 'false' }
    expect(await named(email)).toBe('jane@example.com')
    expect(await named({ phone_number: '+4512345678' })).toBe('+4512345678')
    expect(await named({ ...email, phone_number: '+4512345678' })).toBe(sub)
  })

  test('keeps Cognito’s own mail where the portal draws none, or nothing can seal its kind', async () => {
    const { signUp: _, ...without } = danish
    const event = signedUp('CustomMessage_SignUp')
    expect(await answer(event, async () => without)).toEqual(event)
    expect(await answer(event, undefined, { linkKey: null })).toEqual(event)
  })
})

/** An event of each source that a mail with a code alone belongs to. */
const CODE_EVENTS = (['invitation', 'verification', 'secondFactor'] as const).flatMap((name) =>
  POOL_MAILS[name].messages.map((source) => ({ name, source, event: eventOf(source) })),
)

function eventOf(triggerSource: string): CustomMessageTriggerEvent {
  const usernameParameter = triggerSource === 'CustomMessage_AdminCreateUser' ? '{username}' : null
  const event = forgotPassword(usernameParameter === null ? {} : { usernameParameter })
  return { ...event, triggerSource } as CustomMessageTriggerEvent
}

describe.each(CODE_EVENTS)('$source', ({ name, event }) => {
  test('is answered with a mail that Cognito takes, without a link of the portal', async () => {
    const { response } = await answer(event)
    expect(response.emailSubject).toBe(danish[name].subject)
    expect(isAcceptable('emailMessage', response.emailMessage ?? '')).toBe(true)
    expect(isAcceptable('smsMessage', response.smsMessage ?? '')).toBe(true)
    for (const text of [response.emailMessage, response.smsMessage])
      for (const slot of POOL_MAILS[name].slots) expect(text?.split(slot)).toHaveLength(2)
    expect(linkIn({ ...event, response })).toBe('')
  })

  test('needs no key for links', async () => {
    expect((await answer(event, undefined, { linkKey: null })).response.smsMessage).toBe(danish[name].sms)
  })

  test('passes untouched where the tenant has it switched off, or the mail lacks what Cognito fills in', async () => {
    const { [name]: mail, ...without } = danish
    const maimed = [
      without,
      { ...danish, off: [name] },
      { ...danish, [name]: { ...mail, html: mail.html.replaceAll(CODE_SLOT, '') } },
      { ...danish, [name]: { ...mail, sms: 'no code in it' } },
      { ...danish, [name]: { ...mail, subject: '' } },
    ]
    for (const mails of maimed) expect(await answer(event, async () => mails)).toEqual(event)
  })
})

test('an invitation without its user name, or to whom Cognito names no place for it, passes untouched', async () => {
  const event = eventOf('CustomMessage_AdminCreateUser')
  const { html, sms } = danish.invitation
  for (const part of [{ html: html.replace('{username}', '') }, { sms: sms?.replace('{username}', 'you') }]) {
    const mails = { ...danish, invitation: { ...danish.invitation, ...part } } as RenderedMails
    expect(await answer(event, async () => mails)).toEqual(event)
  }
  const other = { ...event, request: { ...event.request, usernameParameter: null as unknown as string } }
  expect(await answer(other)).toEqual(other)
})

test('a tenant’s reset mail can be switched off as well', async () => {
  expect(await answer(forgotPassword(), async () => ({ ...danish, off: ['reset'] }))).toEqual(
    forgotPassword(),
  )
})

test('a trigger source that nobody knows and other app clients pass through untouched', async () => {
  const unknown = { ...forgotPassword(), triggerSource: 'CustomMessage_Anything' } as never
  expect(await answer(unknown)).toEqual(unknown)
  for (const event of [forgotPassword(), ...CODE_EVENTS.map((each) => each.event)])
    expect(await answer(event, undefined, { clientIds: new Set(['another']) })).toEqual(event)
})

test('whatever goes wrong, Cognito gets its event back and sends its own mail', async () => {
  const broken: MailSource[] = [
    async () => null,
    () => Promise.reject(new Error('no')),
    async () => ({ ...danish, reset: { ...danish.reset, html: 'x'.repeat(20_000) } }),
    async () => ({ ...danish, reset: { ...danish.reset, sms: 'no code in it' } }),
    async () => ({ ...danish, reset: { ...danish.reset, html: `${CODE_SLOT}\u00ad` } }),
  ]
  for (const mailsIn of broken) expect(await answer(forgotPassword(), mailsIn)).toEqual(forgotPassword())
  for (const { event } of CODE_EVENTS)
    for (const mailsIn of broken.slice(0, 2)) expect(await answer(event, mailsIn)).toEqual(event)
  expect(await answer({} as CustomMessageTriggerEvent)).toEqual({})
  const other = forgotPassword({ codeParameter: '{###}' })
  expect(await answer(other)).toEqual(other)
})

test('the name in the link is one that the person knows and Cognito takes', () => {
  const sub = '5c1a1b1e-6a55-4f0e-8a0f-2d7f0d1f2a3b'
  const email = 'jane@example.com'
  expect(signInName('jane', { sub, email, email_verified: 'true' })).toBe('jane')
  expect(signInName(sub, { sub, email, email_verified: 'true' })).toBe(email)
  expect(signInName(sub, { sub, email, email_verified: 'false' })).toBe(sub)
})
