import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PoolSeed } from '../../emulator/index'
import { brandedMails } from '../pool-mails'
import type { Tenant } from '../tenants/tenant'
import { requestCode } from './request-code'
import { resetFlow } from './reset'
import { newCaller, startTestPortal, type TestPortal } from './test-portal'

type User = NonNullable<PoolSeed['users']>[number]

let portal: TestPortal
let acme: Tenant
let adminOnly: Tenant
const written: string[] = []

const support = { email: 'help@acme.example', phone: null, url: 'https://acme.example/help' }
const mail = { explainsRefusals: true, branded: brandedMails({}) }
const noContact =
  'Cannot reset password for the user as there is no registered/verified email or phone_number'

beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text))
    return true
  })
  // Read once, when the portal's services are made.
  process.env.REKEY_MAIL_FROM = 'no-reply@acme.example'
  portal = await startTestPortal()
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SESV2: portal.cognito.url,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'made-up',
  })
  const told = { support, mail, locales: ['en', 'da'], confirmsSignUps: false }
  acme = { ...(await portal.addTenant()), ...told }
  adminOnly = { ...(await portal.addTenant({ pool: { recovery: ['admin_only'] } })), ...told }
}, 120_000)
afterAll(async () => {
  await portal.close()
  vi.restoreAllMocks()
})
beforeEach(() => portal.cognito.faults.clear())

const mailsOf = (tenant: Tenant) => portal.cognito.inbox.all({ pool: tenant.cognito.userPoolId })

/** Asks, and does what is left to do after the answer. */
async function askAndFinish(tenant: Tenant, username: string, locale = 'en') {
  const before = mailsOf(tenant).length
  const { outcome, afterwards } = await requestCode(
    portal.services,
    resetFlow,
    tenant,
    username,
    newCaller({ locale }),
  )
  expect(outcome).toEqual({ kind: 'sent' })
  expect(mailsOf(tenant)).toHaveLength(before)
  await afterwards?.()
  return mailsOf(tenant).slice(0, mailsOf(tenant).length - before)
}

const explainedOf = async (tenant: Tenant) =>
  (await portal.auditOf(tenant)).filter(({ event }) => event === 'forgot.explained')

describe('somebody whom Cognito refuses a reset', () => {
  test.each<[string, () => Tenant, Partial<User>, string, string]>([
    ['invited', () => acme, { status: 'FORCE_CHANGE_PASSWORD' }, 'never-signed-in', 'your invitation'],
    [
      'invited, with an address nobody proved',
      () => acme,
      { status: 'FORCE_CHANGE_PASSWORD', emailVerified: false },
      'never-signed-in',
      'your invitation',
    ],
    ['of another provider', () => acme, { status: 'EXTERNAL_PROVIDER' }, 'external', 'another provider'],
    ['unconfirmed', () => acme, { status: 'UNCONFIRMED' }, 'unconfirmed', 'our help desk'],
    ['of an admin-only pool', () => adminOnly, {}, 'administrator-only', 'our help desk'],
  ])('%s gets one mail with what helps, and one row is kept', async (_, tenantOf, user, state, words) => {
    const tenant = tenantOf()
    const email = `${crypto.randomUUID()}@example.com`
    const username = portal.addUser(tenant, { ...user, email })
    const mails = await askAndFinish(tenant, username)
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatchObject({ to: email, from: '"Acme Bank" <no-reply@acme.example>', code: '' })
    expect(mails[0]?.subject).toBe('Your password for Acme Bank can’t be reset by email')
    expect(mails[0]?.text).toContain(words)
    expect(mails[0]?.text).toContain('Then ignore this email')
    expect(mails[0]?.text).toContain('help@acme.example')
    expect(mails[0]?.links).toContain('https://acme.example/help')

    const row = (await explainedOf(tenant)).at(-1)
    expect(row).toMatchObject({ outcome: state, details: { mail: 'sent' } })
    expect(row?.username_tag).toBe((await portal.auditOf(tenant)).at(-2)?.username_tag)
    expect(JSON.stringify(row)).not.toContain(username)
    expect(JSON.stringify(row)).not.toContain(email)
  })

  test('is told in the language of the ask', async () => {
    const username = portal.addUser(acme, { status: 'FORCE_CHANGE_PASSWORD' })
    const [sent] = await askAndFinish(acme, username, 'da')
    expect(sent?.body).toContain('lang="da"')
    expect(sent?.text).toContain('din invitation')
  })

  test.each([{}, { status: 'UNCONFIRMED' }, { status: 'EXTERNAL_PROVIDER' }] as const)(
    'gets nothing at an address that nobody proved (%o), even where it is what was typed',
    async (user) => {
      const email = `${crypto.randomUUID()}@example.com`
      portal.addUser(acme, { ...user, username: email, email, emailVerified: false })
      expect(await askAndFinish(acme, email)).toEqual([])
      expect((await explainedOf(acme)).at(-1)).toMatchObject({ details: { mail: 'no-address' } })
    },
  )

  test('is told once for each ask that the limits let through', async () => {
    const username = portal.addUser(acme, { status: 'FORCE_CHANGE_PASSWORD' })
    expect(await askAndFinish(acme, username)).toHaveLength(1)
    expect(await askAndFinish(acme, username)).toEqual([])
  })
})

describe('nothing is sent', () => {
  test('to a name that nobody has, whatever Cognito makes up for it', async () => {
    const hiding = await portal.addTenant({ client: { preventUserExistenceErrors: 'ENABLED' } })
    for (const tenant of [acme, { ...hiding, support, mail }]) {
      const nobody = `${crypto.randomUUID()}@example.com`
      portal.cognito.faults.add({
        kind: 'error',
        operation: 'ForgotPassword',
        username: nobody,
        name: 'InvalidParameterException',
        message: noContact,
      })
      expect(await askAndFinish(tenant, nobody)).toEqual([])
      expect(await explainedOf(tenant)).not.toContainEqual(
        expect.objectContaining({ outcome: 'no-such-user' }),
      )
    }
  })

  test('to somebody who is disabled', async () => {
    const username = portal.addUser(acme, { enabled: false, status: 'FORCE_CHANGE_PASSWORD' })
    // Where Cognito hides users, it gives this answer for some of them, and for others one as if a mail was sent.
    portal.cognito.faults.add({
      kind: 'error',
      operation: 'ForgotPassword',
      username,
      name: 'InvalidParameterException',
      message: noContact,
    })
    expect(await askAndFinish(acme, username)).toEqual([])
    expect(portal.cognito.requests.count({ operation: 'AdminGetUser', username })).toBe(1)
  })

  test('to somebody who can reset, but for the code', async () => {
    const username = portal.addUser(acme)
    const { afterwards } = await requestCode(portal.services, resetFlow, acme, username, newCaller())
    expect(afterwards).toBeNull()
    expect(portal.codeOf(username)).toMatch(/^\d{6}$/)
  })

  test('by a tenant that did not ask for it, and nobody is looked up', async () => {
    const username = portal.addUser(acme, { status: 'FORCE_CHANGE_PASSWORD' })
    const silent = { ...acme, mail: { ...mail, explainsRefusals: false } }
    expect(await askAndFinish(silent, username)).toEqual([])
    expect(portal.cognito.requests.count({ operation: 'AdminGetUser', username })).toBe(0)
  })

  test('where IAM does not allow the look', async () => {
    const username = portal.addUser(acme, { status: 'FORCE_CHANGE_PASSWORD' })
    portal.cognito.faults.add({ kind: 'error', operation: 'AdminGetUser', name: 'AccessDeniedException' })
    expect(await askAndFinish(acme, username)).toEqual([])
    expect(written.join('')).toContain('not-allowed')
  })
})

test('a mail that SES refuses changes nothing about the answer, and is noted', async () => {
  const username = portal.addUser(acme, { status: 'FORCE_CHANGE_PASSWORD' })
  process.env.AWS_ENDPOINT_URL_SESV2 = 'http://127.0.0.1:9'
  expect(await askAndFinish(acme, username)).toEqual([])
  process.env.AWS_ENDPOINT_URL_SESV2 = portal.cognito.url
  expect((await explainedOf(acme)).at(-1)).toMatchObject({
    outcome: 'never-signed-in',
    details: { mail: 'failed' },
  })
})

test('the answer waits for no look', async () => {
  const username = portal.addUser(acme, { status: 'FORCE_CHANGE_PASSWORD' })
  const { afterwards } = await requestCode(portal.services, resetFlow, acme, username, newCaller())
  expect(portal.cognito.requests.count({ operation: 'AdminGetUser', username })).toBe(0)
  await afterwards?.()
  expect(portal.cognito.requests.count({ operation: 'AdminGetUser', username })).toBe(1)
})

test('the log holds no names and no addresses', () => {
  const text = written.join('')
  expect(text).toContain('forgot.not_explained')
  expect(text).not.toMatch(/@example\.com|jane-/)
})

describe('somebody who never confirmed the sign-up', () => {
  let confirming: Tenant
  const unconfirmed = () => portal.addUser(confirming, { status: 'UNCONFIRMED', emailVerified: false })
  const calls = (operation: string, username: string) =>
    portal.cognito.requests.count({ operation, username })

  beforeAll(async () => {
    confirming = { ...(await portal.addTenant({ pool: { autoVerified: ['email'] } })), mail }
  })

  test('is sent the mail that confirms it, after the answer, and one row is kept', async () => {
    const username = unconfirmed()
    const [sent, ...others] = await askAndFinish(confirming, username)
    expect(others).toEqual([])
    expect(sent?.code).toMatch(/^\d{6}$/)
    expect(calls('ResendConfirmationCode', username)).toBe(1)
    expect((await explainedOf(confirming)).at(-1)).toMatchObject({
      outcome: 'unconfirmed',
      details: { mail: 'sign-up' },
    })
  })

  test('is sent one for each ask that the limits let through', async () => {
    const username = unconfirmed()
    expect(await askAndFinish(confirming, username)).toHaveLength(1)
    expect(await askAndFinish(confirming, username)).toEqual([])
    expect(calls('ResendConfirmationCode', username)).toBe(1)
  })

  test('is not tried for where IAM does not let the portal look', async () => {
    const username = unconfirmed()
    portal.cognito.faults.add({ kind: 'error', operation: 'AdminGetUser', name: 'AccessDeniedException' })
    expect(await askAndFinish(confirming, username)).toEqual([])
    expect(calls('ResendConfirmationCode', username)).toBe(0)
  })

  test.each([{ status: 'EXTERNAL_PROVIDER' }, { status: 'FORCE_CHANGE_PASSWORD' }] as const)(
    'is nobody else (%o)',
    async (user) => {
      const username = portal.addUser(confirming, user)
      const [notice] = await askAndFinish(confirming, username)
      expect(notice?.code).toBe('')
      expect(calls('ResendConfirmationCode', username)).toBe(0)
    },
  )

  test('is not looked up for a tenant that did not ask for it', async () => {
    const username = unconfirmed()
    const silent = { ...confirming, mail: { ...mail, explainsRefusals: false } }
    expect(await askAndFinish(silent, username)).toEqual([])
    expect(calls('AdminGetUser', username)).toBe(0)
  })

  test('is not confirmed here by a tenant that does so elsewhere', async () => {
    const username = unconfirmed()
    await askAndFinish({ ...confirming, confirmsSignUps: false }, username)
    expect(calls('ResendConfirmationCode', username)).toBe(0)
  })
})
