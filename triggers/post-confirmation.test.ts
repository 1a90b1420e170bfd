import { createHmac, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startEmulator } from '../emulator/index'
import { renderMails } from '../lib/mail/render'
import type { RenderedMails } from '../lib/mail/rendered'
import { loadSes, senderOf } from '../lib/mail/send-mail'
import { loadCognito } from './aws'
import { changedMail } from './changed-mail'
import { resetDone } from './events'
import { afterReset } from './post-confirmation'
import type { AfterSettings } from './settings'

const secret = randomBytes(32)
const now = new Date('2026-11-24T10:31:00Z')
const off: AfterSettings = {
  portal: 'https://reset.acme.example',
  tenant: 'acme',
  mail: null,
  signOut: 'off',
  continuesIn: null,
  webhook: null,
  clientIds: null,
}
const mail = { from: 'no-reply@acme.example', region: null, set: null }

let danish: RenderedMails
beforeAll(async () => {
  const acme = { slug: 'acme', name: 'Acmé', brand: {}, support: { email: null, phone: null, url: null } }
  danish = await renderMails(acme, 'da', off.portal)
  // The SDK finds its endpoints in the environment, as in the Lambda.
  process.env.AWS_ACCESS_KEY_ID = 'AKIDEXAMPLE'
  process.env.AWS_SECRET_ACCESS_KEY = 'made-up'
  // As the Lambda does while it starts: loading them is no part of any budget.
  await Promise.all([loadCognito(), loadSes()])
})
afterEach(() => {
  delete process.env.AWS_ENDPOINT_URL
})

async function withAws(described: Record<string, unknown> = {}) {
  const aws = await startEmulator({
    pools: [
      {
        id: 'eu-west-1_Ab12Cd34E',
        client: { id: '1example23456789', described },
        users: [{ username: 'jane+test' }],
      },
    ],
  })
  onTestFinished(() => aws.close())
  process.env.AWS_ENDPOINT_URL = aws.url
  return aws
}

/** A tenant's receiver that answers with these statuses, one after the other, the last for ever. */
async function receiver(...statuses: number[]) {
  const received: { headers: Record<string, unknown>; body: string }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    received.push({ headers: request.headers, body })
    response.writeHead(statuses[Math.min(received.length, statuses.length) - 1] ?? 204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received }
}

const run = (settings: Partial<AfterSettings>, event = resetDone()) =>
  afterReset(
    { ...off, ...settings },
    async () => danish,
    () => now,
  )(event)

test('after a reset the owner gets a mail and old sessions are ended', async () => {
  const aws = await withAws()
  const event = resetDone({
    clientMetadata: { locale: 'da', browser: 'Firefox', system: 'Windows', address: '203.0.113.7' },
  })
  expect(await run({ mail, signOut: 'on' }, event)).toEqual(event)
  expect(aws.requests.last({ operation: 'AdminUserGlobalSignOut' })).toMatchObject({
    outcome: 'ok',
    body: { UserPoolId: 'eu-west-1_Ab12Cd34E', Username: 'jane+test' },
  })
  const sent = aws.inbox.latest()
  expect(sent).toMatchObject({
    from: 'Acmé <no-reply@acme.example>',
    to: 'jane@example.com',
    subject: 'Din adgangskode til Acmé er skiftet',
    pool: 'eu-west-1_Ab12Cd34E',
    code: '',
  })
  for (const fact of ['Firefox på Windows', '203.0.113.7', 'Logges ud inden for 1 time', '24. november 2026'])
    expect(sent?.text).toContain(fact)
})

test.each([
  [
    {
      AccessTokenValidity: 20,
      IdTokenValidity: 45,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes' },
    },
    '45 minutter',
  ],
  [{ AccessTokenValidity: 8, IdTokenValidity: 1 }, '8 timer'],
  [{ AccessTokenValidity: 1, TokenValidityUnits: { AccessToken: 'days' } }, '24 timer'],
])('the mail says when the tokens end that other devices still have: %j', async (described, life) => {
  const aws = await withAws(described)
  await run({ mail, signOut: 'on' })
  expect(aws.inbox.latest()?.text).toContain(`Logges ud inden for ${life}`)
})

test('the mail goes by the app client whose tokens live longest: people sign in with others than the portal’s', async () => {
  const aws = await withAws()
  aws.pools.addClient(aws.pools.get('eu-west-1_Ab12Cd34E'), {
    id: 'app',
    described: { AccessTokenValidity: 6 },
  })
  await run({ mail, signOut: 'on' })
  expect(aws.inbox.latest()?.text).toContain('Logges ud inden for 6 timer')
})

test('the request decides only where the tenant lets the person decide, and says yes where it says nothing', async () => {
  const signedOut = async (signOut: AfterSettings['signOut'], clientMetadata: Record<string, string>) => {
    const aws = await withAws()
    await run({ signOut }, resetDone({ clientMetadata }))
    return aws.requests.count({ operation: 'AdminUserGlobalSignOut' }) === 1
  }
  const [no, yes] = [{ signOut: 'no' }, { signOut: 'yes' }]
  expect(await signedOut('ask', no)).toBe(false)
  for (const metadata of [yes, {}, { signOut: 'NO' }, { signOut: '' }])
    expect(await signedOut('ask', metadata)).toBe(true)
  expect(await signedOut('on', no)).toBe(true)
  expect(await signedOut('off', yes)).toBe(false)
})

test('where the function may not read how long tokens live, the mail names the longest that Cognito allows', async () => {
  const aws = await withAws()
  const name = 'AccessDeniedException'
  aws.faults.add({ kind: 'error', operation: 'DescribeUserPoolClient', name, message: 'no' })
  await run({ mail, signOut: 'on' })
  expect(aws.inbox.latest()?.text).toContain('Logges ud inden for 24 timer')
})

test('a sign-out that fails is not claimed, and the mail goes out', async () => {
  const aws = await withAws()
  aws.faults.add({
    kind: 'error',
    operation: 'AdminUserGlobalSignOut',
    name: 'NotAuthorizedException',
    message: 'no',
  })
  await run({ mail, signOut: 'on' })
  expect(aws.inbox.latest()?.text).toContain('Stadig logget ind')
})

test('nobody is written to at an address that was never verified', async () => {
  const aws = await withAws()
  const { userAttributes } = resetDone().request
  await run({ mail }, resetDone({ userAttributes: { ...userAttributes, email_verified: 'false' } }))
  expect(aws.inbox.all()).toEqual([])
})

test('the tenant is told with a signature, and again under the same id when its answer was an error', async () => {
  const { url, received } = await receiver(500, 204)
  await run({ webhook: { url, secret } })
  expect(received).toHaveLength(2)
  const [first, second] = received
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  const signed = `${second?.headers['webhook-id']}.${second?.headers['webhook-timestamp']}.${second?.body}`
  const signature = createHmac('sha256', secret).update(signed).digest('base64')
  expect(second?.headers['webhook-signature']).toBe(`v1,${signature}`)
  expect(JSON.parse(second?.body ?? '')).toEqual({
    type: 'password.changed',
    timestamp: now.toISOString(),
    data: {
      tenant: 'acme',
      userPoolId: 'eu-west-1_Ab12Cd34E',
      username: 'jane+test',
      sub: resetDone().request.userAttributes.sub,
    },
  })
})

test('a receiver that refuses is asked once, one that fails as often as there is time', async () => {
  const refusing = await receiver(410)
  await run({ webhook: { url: refusing.url, secret } })
  expect(refusing.received).toHaveLength(1)
})

test('everything may fail at once, and the reset still succeeded within Cognito’s five seconds', async () => {
  process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:9'
  const event = resetDone()
  const startedAt = performance.now()
  expect(await run({ mail, signOut: 'on', webhook: { url: 'http://127.0.0.1:9/', secret } }, event)).toEqual(
    event,
  )
  expect(performance.now() - startedAt).toBeLessThan(5_000)
})

test('a sign-up is none of its business, nor is another app client', async () => {
  const { url, received } = await receiver(204)
  const signUp = { ...resetDone(), triggerSource: 'PostConfirmation_ConfirmSignUp' as const }
  expect(await run({ webhook: { url, secret } }, signUp)).toEqual(signUp)
  await run({ webhook: { url, secret }, clientIds: new Set(['another']) })
  expect(received).toEqual([])
})

test('metadata that anybody could have written is not repeated in a mail', () => {
  const lure = '<b>Call +45 12 34 56 78</b>'
  const written = changedMail(danish, {
    at: now,
    clientMetadata: { browser: lure, system: lure, address: lure },
    isSignedOut: false,
    tokenMinutes: null,
    ended: [],
  })
  for (const text of [written.html, written.text]) {
    expect(text).not.toContain('Call')
    expect(text).toContain('Kendes ikke')
  }
})

test('a sender’s name cannot end its header, whatever letters it has', () => {
  expect(senderOf('Acme Bank', 'a@b.example')).toBe('"Acme Bank" <a@b.example>')
  for (const name of ['Panadería', 'المنار', 'x'.repeat(200), 'a" <evil@example.com>\r\nBcc: x']) {
    const header = senderOf(name, 'a@b.example')
    expect(header).toMatch(/^(?:=\?UTF-8\?B\?[A-Za-z0-9+/=]*\?= )+<a@b\.example>$/)
    for (const word of header.split(' ')) expect(word.length).toBeLessThanOrEqual(75)
  }
})
