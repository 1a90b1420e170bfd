import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type RangeServer, startRangeServer } from '../passwords/test-ranges'
import { env } from '../platform/env'
import type { Tenant } from '../tenants/tenant'
import { confirmCode } from './confirm-code'
import { requestCode } from './request-code'
import { resetFlow } from './reset'
import { newCaller, newPassword, startTestPortal, type TestPortal } from './test-portal'

const known = 'Summer-Holiday-1'

let ranges: RangeServer
let portal: TestPortal
let usual: RangeServer['answer']
let acme: Tenant
const written: string[] = []

beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text))
    return true
  })
  ranges = await startRangeServer([known])
  usual = ranges.answer
  process.env.REKEY_BREACHED_PASSWORDS = ranges.url
  portal = await startTestPortal()
  acme = { ...(await portal.addTenant()), passwords: { refusesBreached: true, givesAdvice: true } }
}, 120_000)
beforeEach(() => {
  ranges.answer = usual
  ranges.requests.length = 0
})
afterAll(async () => {
  await portal.close()
  await ranges.close()
  vi.restoreAllMocks()
})

async function withCode(tenant = acme) {
  const username = portal.addUser(tenant)
  const caller = newCaller()
  await requestCode(portal.services, resetFlow, tenant, username, caller)
  const code = portal.codeOf(username)
  const confirm = async (password: string, overrides: { code?: string; receiptAt?: Date } = {}) =>
    (
      await confirmCode(
        portal.services,
        resetFlow,
        tenant,
        { username, code: overrides.code ?? code, password },
        caller,
        () => overrides.receiptAt ?? null,
      )
    ).outcome
  const sent = () => portal.cognito.requests.count({ operation: 'ConfirmForgotPassword', username })
  return { username, confirm, sent, code }
}

const refused = { kind: 'password-rejected', rule: 'breached' }

test('a known password is refused without a call, costs no try, and the code stays good', async () => {
  const { confirm, sent } = await withCode()
  // More often than one address may be wrong about a code.
  for (let time = 0; time < 6; time++) expect(await confirm(known)).toEqual(refused)
  expect(sent()).toBe(0)
  expect(await confirm(newPassword)).toMatchObject({ kind: 'done' })
})

test('a tenant that does not ask for it gets what the pool says, and nothing is looked up', async () => {
  const { confirm } = await withCode({ ...acme, passwords: { refusesBreached: false, givesAdvice: true } })
  expect(await confirm(known)).toMatchObject({ kind: 'done' })
  expect(ranges.requests).toEqual([])
})

test('where nobody can tell, the pool decides, and the log and a metric say so', async () => {
  const { confirm } = await withCode()
  ranges.answer = (_request, response) => response.writeHead(500).end()
  expect(await confirm(known)).toMatchObject({ kind: 'done' })
  expect(
    written.some((line) => line.includes('"password.not_looked_up"') && line.includes('"refused"')),
  ).toBe(true)
  expect(await portal.services.metrics.expose()).toMatch(
    new RegExp(`rekey_breach_lookups_total\\{[^}]*tenant="${acme.slug}",answer="refused"[^}]*\\} 1`),
  )
})

test('a look-up that hangs is given up, and the attempt is made', async () => {
  const { confirm, sent } = await withCode()
  ranges.answer = () => {}
  expect(await confirm(newPassword)).toMatchObject({ kind: 'done' })
  expect(sent()).toBe(1)
  expect(written.some((line) => line.includes('"password.not_looked_up"') && line.includes('"late"'))).toBe(
    true,
  )
})

test('a code that may have changed the password already is said to have been used', async () => {
  const { confirm, sent } = await withCode()
  expect(await confirm(newPassword)).toMatchObject({ kind: 'done' })
  expect(await confirm(known)).toMatchObject({ kind: 'unknown', why: 'used-before' })
  expect(sent()).toBe(1)

  const other = await withCode()
  ranges.answer = (_request, response) => response.writeHead(500).end()
  expect(await other.confirm(known)).toMatchObject({ kind: 'done' })
  ranges.answer = usual
  // The very same request again, whose answer may have been lost.
  expect(await other.confirm(known)).toMatchObject({ kind: 'done' })
  expect(other.sent()).toBe(1)
})

test('no password, hash or prefix is in the log, a metric or the audit', async () => {
  const { confirm } = await withCode()
  await confirm(known)
  const prefix = ranges.requests.at(-1)?.path.slice(-5) ?? 'none'
  const everything = `${written.join('')}${await portal.services.metrics.expose()}${JSON.stringify(await portal.auditOf(acme))}`
  expect(everything).toContain('password-rejected')
  expect(everything).not.toContain(known)
  expect(everything).not.toMatch(new RegExp(`range/|"${prefix}`, 'i'))
  expect(env().REKEY_BREACHED_PASSWORDS).toBe(`${ranges.url}/range/`)
})
