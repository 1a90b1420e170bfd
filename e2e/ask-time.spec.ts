import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Emulator } from '../emulator/index'
import { freePort } from '../scripts/free-port'
import { comparable } from './comparable'
import { test as base, expect } from './fixtures'
import { type Portal, startPortal } from './portal'
import { METRICS_TOKEN, settled } from './settled'
import { OLD_PASSWORD, openSite } from './site'
import { MULTIPART, Visitor } from './visitor'
import { startEmulator } from './watched-emulator'

// An ask is answered on time and goes on after its answer. These tests check what becomes of it, never the time: that
// is tested in lib/flows/uniform-time.test.ts and measured by `npm run bench`.

const secret = 'stubacmesecret0000000000000000000000000000000000001'
const known = 'jane@x.test'
const unknown = 'noby@x.test'

type Acme = { cognito: Emulator; portal: Portal; calls: () => number }

/** A tenant whose custom-message function is late twice, as after a cold start, and quick the third time. */
async function openAcme(): Promise<Acme & { close: () => Promise<void> }> {
  let calls = 0
  const cognito = await startEmulator({
    pools: [
      {
        id: 'eu-west-1_ACME00001',
        client: { id: 'stubacmeclient000000000001', secrets: [secret], propagateUserContext: true },
        users: [{ username: known, email: known, password: OLD_PASSWORD }],
        customMessage: async (event) => {
          calls += 1
          if (calls % 3 !== 0) await new Promise((resolve) => setTimeout(resolve, 5_600))
          event.response.emailSubject = 'Code'
          event.response.emailMessage = 'Code {####}'
          return event
        },
      },
    ],
  })
  const folder = mkdtempSync(join(tmpdir(), 'rekey-ask-time-'))
  const file = {
    slug: 'acme',
    name: 'Acme Bank',
    cognito: {
      region: 'eu-west-1',
      userPoolId: 'eu-west-1_ACME00001',
      clientId: 'stubacmeclient000000000001',
      clientSecret: 'env:ACME_CLIENT_SECRET',
      propagateUserContext: true,
    },
  }
  writeFileSync(join(folder, 'acme.json'), JSON.stringify(file))
  const portal = await startPortal(await freePort(), {
    REKEY_TENANTS: folder,
    ACME_CLIENT_SECRET: secret,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
  })
  const close = async () => {
    await portal.stop()
    await cognito.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { cognito, portal, calls: () => calls, close }
}

const test = base.extend<object, { acme: Acme }>({
  acme: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const acme = await openAcme()
      await use(acme)
      await acme.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

/** Sends the form of `/forgot` and gives the answer and the page that it leads to, as far as two people may compare them. */
async function asked({ portal }: Acme, username: string): Promise<unknown[]> {
  const visitor = new Visitor(portal.port)
  const forgot = await visitor.open('/acme/forgot')
  const answer = await visitor.request(forgot.path, 'POST', visitor.body(forgot, 'username', { username }), {
    origin: 'null',
    'sec-fetch-site': 'same-origin',
    'content-type': MULTIPART,
  })
  expect(answer.status).toBe(303)
  expect(answer.headers.location).toMatch(/^\/acme\/sent\?k=[\w.-]+$/)
  const redirect = comparable(visitor, username, answer.body)
  const sent = await visitor.open('/acme/sent')
  expect(sent.page).toBe('sent')
  return [redirect, comparable(visitor, username, sent.html)]
}

async function asksOf({ portal }: Acme, outcome: string): Promise<number> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` }
  const metrics = await (await fetch(`${portal.url}/api/metrics`, { headers })).text()
  const line = new RegExp(
    `^rekey_forgot_total\\{tenant="acme",outcome="${outcome}",door="page",flow="reset"\\} (\\d+)$`,
    'm',
  )
  return Number(line.exec(metrics)?.[1] ?? 0)
}

test('F01: a function that is late twice shows a known and an unknown name the same page, and the mail goes out', {
  tag: '@long',
}, async ({ acme }) => {
  const [first, second] = await Promise.all([asked(acme, known), asked(acme, unknown)])
  expect(first).toEqual(second)
  // Both were answered while the function was late: at their time, not at Cognito's.
  expect(acme.calls()).toBeLessThan(3)
  expect(acme.cognito.inbox.all({ to: known })).toHaveLength(0)

  await settled(acme.portal.port)
  expect(acme.calls()).toBe(3)
  expect(acme.cognito.inbox.all({ to: known })).toHaveLength(1)
  expect(acme.cognito.requests.count({ operation: 'ForgotPassword', username: known })).toBe(1)
  // The refusal of the unknown name and the late mail are counted alike.
  expect(await asksOf(acme, 'sent')).toBe(2)
})

test('a name that can never be one is told at its field; nobody is asked, and nothing is spent', async ({
  acme,
}) => {
  const before = acme.cognito.requests.count()
  for (const username of ['two words', 'x'.repeat(129)]) {
    const visitor = new Visitor(acme.portal.port)
    const answer = await visitor.submit(await visitor.open('/acme/forgot'), 'username', { username })
    expect([answer.page, answer.error]).toEqual(['forgot', 'check'])
    expect(answer.form('username').find(({ name }) => name === 'username')?.value).toBe(username)
  }
  expect(acme.cognito.requests.count()).toBe(before)
})

test('a server that is asked to end waits for the asks behind its answers', { tag: '@long' }, async () => {
  const site = await openSite({})
  const person = site.person()
  site.emulator.faults.add({ kind: 'delay-before', ms: 4_000, operation: 'ForgotPassword' })
  site.emulator.faults.add({
    kind: 'error',
    name: 'UserLambdaValidationException',
    operation: 'ForgotPassword',
  })
  const visitor = new Visitor(site.portal.port)
  const form = await visitor.open('/northwind/forgot')
  expect((await visitor.submit(form, 'username', { username: person.username })).page).toBe('sent')
  expect(site.portal.output()).not.toContain('cognito.forgot_password')
  await site.portal.stop()
  expect(site.portal.output()).toContain('"error":"UserLambdaValidationException"')
  expect(site.portal.output()).not.toContain('Not finished')
  await site.emulator.close()
})
