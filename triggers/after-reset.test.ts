import { randomBytes } from 'node:crypto'
import { afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { type PoolSeed, startEmulator } from '../emulator/index'
import { renderMails } from '../lib/mail/render'
import type { RenderedMails } from '../lib/mail/rendered'
import { loadSes } from '../lib/mail/send-mail'
import { continueReset, type Handover } from './after-reset'
import { loadCognito, loadLambda } from './aws'
import { changedMail } from './changed-mail'
import { endedLines, type SeenSession } from './ended-sessions'
import { resetDone } from './events'
import { afterReset } from './post-confirmation'
import type { AfterSettings } from './settings'

const userPoolId = 'eu-west-1_Ab12Cd34E'
const settings: AfterSettings = {
  portal: 'https://reset.acme.example',
  tenant: 'acme',
  mail: { from: 'no-reply@acme.example', region: null, set: null },
  signOut: 'on',
  continuesIn: 'after-reset',
  webhook: null,
  clientIds: null,
}
const now = () => new Date('2026-11-24T10:31:00Z')
const sessions: NonNullable<NonNullable<PoolSeed['users']>[number]['sessions']> = [
  {
    type: 'SSO',
    device: 'Chrome 125 / macOS 15.0',
    address: '198.51.100.7',
    city: 'Aarhus',
    country: 'Denmark',
    activeMinutesAgo: 3,
  },
  {
    through: 0,
    device: 'Chrome 125 / macOS 15.0',
    address: '198.51.100.7',
    city: 'Aarhus',
    country: 'Denmark',
    activeMinutesAgo: 1,
  },
  { device: 'Safari 19 / iOS 26', address: '203.0.113.9', country: 'Norway', activeMinutesAgo: 600 },
  { device: '<b>Call +45 12 34 56 78</b>', city: 'Call +45 12345678', country: 'unknown' },
]
const devices = [{ name: 'Phone' }, { name: 'Laptop' }]

let mails: RenderedMails
const written: string[] = []
beforeAll(async () => {
  const acme = { slug: 'acme', name: 'Acme', brand: {}, support: { email: null, phone: null, url: null } }
  mails = await renderMails(acme, 'en', settings.portal)
  process.env.AWS_ACCESS_KEY_ID = 'AKIDEXAMPLE'
  process.env.AWS_SECRET_ACCESS_KEY = 'made-up'
  await Promise.all([loadCognito(), loadSes(), loadLambda()])
})
beforeEach(() => {
  written.length = 0
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text))
    return true
  })
})
afterEach(() => {
  delete process.env.AWS_ENDPOINT_URL
  vi.restoreAllMocks()
})

/** Cognito, SES and Lambda with Jane, who has four sessions, two devices and the second function. */
async function withAws(pool: Partial<PoolSeed> = {}) {
  const second = continueReset(settings, async () => mails)
  const ended = vi.fn((event: unknown) => second(event as Handover))
  const aws = await startEmulator({
    now: '2026-11-24T10:31:00Z',
    functions: { 'after-reset': ended },
    pools: [
      {
        id: userPoolId,
        client: { id: '1example23456789' },
        tracksSessions: true,
        users: [{ username: 'jane+test', sessions, devices }],
        ...pool,
      },
    ],
  })
  onTestFinished(() => aws.close())
  process.env.AWS_ENDPOINT_URL = aws.url
  const mail = async () => {
    await vi.waitFor(() => expect(aws.inbox.all()).toHaveLength(1), { timeout: 20_000 })
    return (aws.inbox.latest()?.text ?? '').replace(/\s+/g, ' ')
  }
  const sent = () => aws.requests.all().map(({ operation }) => operation)
  return { aws, ended, mail, sent, user: () => aws.findUser(userPoolId, 'jane+test') }
}

/** With time enough for every step on a busy machine. */
const reset = (overrides: Partial<AfterSettings> = {}, event = resetDone(), limitMs = 20_000) =>
  afterReset({ ...settings, ...overrides }, async () => mails, now, limitMs)(event)

test('every session ends, devices are forgotten, and the mail says what was ended', async () => {
  const { mail, user } = await withAws()
  await reset()
  const text = await mail()
  expect(text).toContain(
    [
      'Other devices Signed out within 1 hour',
      'Chrome on macOS · Aarhus, Denmark · 198.51.100.7 last used November 24, 2026 at 10:30 AM UTC',
      'Not known last used November 24, 2026 at 10:26 AM UTC',
      'Safari on iOS · Norway · 203.0.113.9 last used November 24, 2026 at 12:31 AM UTC Wasn’t',
    ].join(' '),
  )
  expect(text).not.toContain('Call')
  expect(user()?.sessions.map(({ isEnded }) => isEnded)).toEqual([true, true, true, true])
  expect(user()?.devices).toEqual([])
})

test('the first function looks, signs out, hands over, and leaves the rest', async () => {
  const { aws, ended, sent } = await withAws()
  let release = () => {}
  ended.mockImplementationOnce(() => new Promise<void>((resolve) => (release = resolve)))
  await reset()
  expect(sent()).toEqual(['AdminListUserSessions', 'AdminUserGlobalSignOut'])
  expect(aws.inbox.all()).toEqual([])
  expect(ended).toHaveBeenCalledOnce()
  release()
})

test.each(['AdminListUserSessions', 'AdminUserGlobalSignOut'])(
  'while %s hangs, the person waits no longer, and the second function does it',
  async (operation) => {
    const { aws, ended, mail, user } = await withAws()
    aws.faults.add({ kind: 'hang', operation })
    ended.mockImplementationOnce((handover) => {
      aws.faults.clear()
      return continueReset(settings, async () => mails)(handover as Handover)
    })
    await reset({}, resetDone(), 3_000)
    expect(await mail()).toContain('Signed out within 1 hour')
    expect(user()?.sessions.every(({ isEnded }) => isEnded)).toBe(true)
  },
  30_000,
)

test('with nothing at all to reach, the reset still succeeded, and nobody waited for retries', async () => {
  process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:9'
  const webhook = { url: 'http://127.0.0.1:9/', secret: randomBytes(32) }
  const asDeployed = afterReset({ ...settings, webhook }, async () => mails)
  const startedAt = performance.now()
  expect(await asDeployed(resetDone())).toEqual(resetDone())
  // A second, and some for a busy machine.
  expect(performance.now() - startedAt).toBeLessThan(1_500)
})

test('where the second function can’t be started, the owner hears of the change all the same', async () => {
  const { mail } = await withAws()
  await reset({ continuesIn: 'not-deployed' })
  expect(await mail()).toContain('Signed out within 24 hours')
})

test('a pool that tracks no sessions: signed out, and the mail says by when', async () => {
  const { mail, user } = await withAws({ tracksSessions: false })
  await reset()
  expect(await mail()).toContain('Other devices Signed out within 1 hour Wasn’t')
  expect(user()?.devices).toEqual([])
})

test('a browser that stays signed in at the pool’s own pages is not called signed out', async () => {
  const { aws, mail } = await withAws()
  const name = 'AccessDeniedException'
  aws.faults.add({ kind: 'error', operation: 'AdminRevokeUserSession', name, message: 'no' })
  await reset()
  expect(await mail()).toContain('Other devices Still signed in Wasn’t')
})

test('where no session is to end, none is looked at, and the mail says so', async () => {
  const { mail, sent, user } = await withAws()
  await reset({ signOut: 'ask' }, resetDone({ clientMetadata: { signOut: 'no' } }))
  expect(await mail()).toContain('Other devices Still signed in Wasn’t')
  expect(sent()).toEqual([])
  expect(user()?.devices).toHaveLength(2)
})

test('where an address or a place goes, is in the mail, and nowhere in the log', async () => {
  const { aws, mail } = await withAws()
  aws.faults.add({ kind: 'error', operation: 'AdminForgetDevice', name: 'NotAuthorizedException' })
  await reset()
  await mail()
  await vi.waitFor(() => expect(written.join('')).toContain('after_reset.ended'))
  for (const secret of ['198.51.100.7', 'Aarhus', 'Norway', 'Safari', 'jane', 'sso', 'tkn'])
    expect(written.join('')).not.toContain(secret)
})

test('mails of an older portal have no words for the time, and a long list ends', () => {
  const session = (index: number): SeenSession => ({
    id: `tkn${index}`,
    isBrowser: false,
    device: 'Firefox 140 / Linux',
    address: `192.0.2.${index}`,
    city: '',
    country: '',
    lastUsed: new Date(index * 1000).toISOString(),
  })
  const { lastUsed: _, ...words } = mails.words
  const lines = endedLines(
    Array.from({ length: 125 }, (_, index) => session(index)),
    { words },
    String,
  )
  expect(lines).toHaveLength(21)
  expect(lines[0]).toBe('Firefox on Linux · 192.0.2.124')
  expect(lines.at(-1)).toBe('+ 105')
  const html = changedMail(mails, {
    at: now(),
    clientMetadata: {},
    isSignedOut: true,
    tokenMinutes: null,
    ended: [session(1)],
  }).html
  expect(html).toContain('<br><bdi>Firefox on Linux</bdi> · <bdi>192.0.2.1</bdi><br><bdi>last used')
})
