import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Tenant } from '../tenants/tenant'
import { requestCode } from './request-code'
import { resetFlow } from './reset'
import { newCaller, startTestPortal, type TestPortal } from './test-portal'

let portal: TestPortal
let acme: Tenant
const written: string[] = []

beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text))
    return true
  })
  portal = await startTestPortal()
  acme = await portal.addTenant()
}, 120_000)
afterAll(async () => {
  await portal.close()
  vi.restoreAllMocks()
})

const asksOf = (username: string) => portal.cognito.requests.count({ operation: 'ForgotPassword', username })
const fault = (input: Parameters<typeof portal.cognito.faults.add>[0], username: string) =>
  portal.cognito.faults.add({ ...input, operation: 'ForgotPassword', username })

describe.concurrent('every outcome of ForgotPassword', () => {
  test.each([
    ['UserNotFoundException', 'User does not exist.'],
    [
      'InvalidParameterException',
      'Cannot reset password for the user as there is no registered/verified email',
    ],
    [
      'InvalidParameterException',
      "1 validation error detected: Value 'x' at 'username' failed to satisfy constraint",
    ],
    ['NotAuthorizedException', 'User password cannot be reset in the current state.'],
    ['NotAuthorizedException', 'User is disabled.'],
    ['NotAuthorizedException', 'Contact administrator to reset password.'],
    ['UserNotConfirmedException', ''],
    ['CodeDeliveryFailureException', 'Unable to deliver code to user'],
    ['LimitExceededException', 'Attempt limit exceeded, please try after some time.'],
    ['TooManyFailedAttemptsException', ''],
    ['UserLambdaValidationException', 'CustomMessage failed with error <script>alert(1)</script>.'],
    ['UnexpectedLambdaException', 'arn:aws:lambda:eu-west-1:1:function:x'],
    ['InvalidLambdaResponseException', 'Unrecognizable lambda output'],
    ['InvalidEmailRoleAccessPolicyException', ''],
    ['InvalidSmsRoleAccessPolicyException', ''],
    ['InvalidSmsRoleTrustRelationshipException', ''],
  ])('%s (%s) looks like every other ask', async (name, message) => {
    const username = portal.addUser(acme)
    fault({ kind: 'error', name, message }, username)
    const { outcome, nextAskAt } = await requestCode(portal.services, resetFlow, acme, username, newCaller())
    expect(outcome).toEqual({ kind: 'sent' })
    expect(nextAskAt.getTime()).toBeGreaterThan(Date.now() + 50_000)
    expect(asksOf(username)).toBe(1)
  })

  test.each([
    [{ kind: 'error', name: 'TooManyRequestsException', status: 429 } as const, 'busy'],
    [{ kind: 'error', name: 'ThrottlingException' } as const, 'busy'],
    [{ kind: 'error', name: 'ForbiddenException', status: 403 } as const, 'blocked'],
    [{ kind: 'not-json', status: 403 } as const, 'blocked'],
    [{ kind: 'error', name: 'ResourceNotFoundException' } as const, 'misconfigured'],
    [{ kind: 'error', name: 'OperationNotEnabledException' } as const, 'misconfigured'],
    [
      {
        kind: 'error',
        name: 'NotAuthorizedException',
        message: 'Client x is configured with secret but SECRET_HASH was not received',
      } as const,
      'misconfigured',
    ],
    [{ kind: 'error', name: 'InternalErrorException', status: 500 } as const, 'sent'],
    [{ kind: 'not-json', status: 503 } as const, 'sent'],
    [{ kind: 'drop-before' } as const, 'sent'],
    [{ kind: 'drop-after-commit' } as const, 'sent'],
    [{ kind: 'truncated' } as const, 'sent'],
    [{ kind: 'hang' } as const, 'sent'],
  ])('%o is %s, with one request', async (input, kind) => {
    const username = portal.addUser(acme)
    fault(input, username)
    const { outcome, supportCode } = await requestCode(
      portal.services,
      resetFlow,
      acme,
      username,
      newCaller(),
    )
    expect(outcome).toEqual({ kind })
    expect(supportCode).toMatch(/^[A-Z0-9]{3}-[A-Z0-9]{3}$/)
    expect(asksOf(username)).toBe(1)
  })
})

describe.concurrent('the limits', () => {
  test('a second ask within a minute is answered alike and sends nothing, so the first code stays good', async () => {
    const username = portal.addUser(acme)
    const first = await requestCode(portal.services, resetFlow, acme, username, newCaller())
    const code = portal.codeOf(username)
    const again = await Promise.all(
      Array.from({ length: 5 }, () => requestCode(portal.services, resetFlow, acme, username, newCaller())),
    )
    for (const { outcome, nextAskAt } of again) {
      expect(outcome).toEqual(first.outcome)
      expect(Math.abs(nextAskAt.getTime() - first.nextAskAt.getTime())).toBeLessThan(2_500)
    }
    expect(asksOf(username)).toBe(1)
    expect(portal.codeOf(username)).toBe(code)
  })

  test('of parallel asks one is sent', async () => {
    const username = portal.addUser(acme)
    await Promise.all(
      Array.from({ length: 20 }, () => requestCode(portal.services, resetFlow, acme, username, newCaller())),
    )
    expect(asksOf(username)).toBe(1)
  })

  test('spellings share them, and Cognito gets what was typed', async () => {
    const username = portal.addUser(acme, { username: `René-${Date.now()}@example.com` })
    const spellings = [username, username.toUpperCase(), username.normalize('NFD'), `${username}\u200b`]
    for (const spelling of spellings)
      await requestCode(portal.services, resetFlow, acme, spelling, newCaller())
    expect(spellings.map(asksOf)).toEqual([1, 0, 0, 0])
  })

  test('of an address are shown, for they say nothing about an account', async () => {
    const { address } = newCaller()
    const asks = Array.from({ length: 21 }, (_, index) =>
      requestCode(portal.services, resetFlow, acme, `nobody-${index}-${address}`, newCaller({ address })),
    )
    const kinds = (await Promise.all(asks)).map(({ outcome }) => outcome.kind)
    expect(kinds.filter((kind) => kind === 'sent')).toHaveLength(20)
    expect(kinds.filter((kind) => kind === 'too-many-attempts')).toHaveLength(1)
  })

  test.each([
    { kind: 'error', name: 'TooManyRequestsException' },
    { kind: 'error', name: 'ResourceNotFoundException' },
    { kind: 'not-json', status: 403 },
  ] as const)('are given back after %o: nobody was sent anything', async (input) => {
    const username = portal.addUser(acme)
    const caller = newCaller()
    fault({ ...input, times: 1 }, username)
    await requestCode(portal.services, resetFlow, acme, username, caller)
    expect((await requestCode(portal.services, resetFlow, acme, username, caller)).outcome).toEqual({
      kind: 'sent',
    })
    expect(asksOf(username)).toBe(2)
    expect(portal.codeOf(username)).toMatch(/^\d{6}$/)
  })

  test.each([
    { kind: 'drop-after-commit' },
    { kind: 'error', name: 'LimitExceededException' },
    { kind: 'error', name: 'UserNotFoundException' },
  ] as const)('are not given back after %o: Cognito counted it', async (input) => {
    const username = portal.addUser(acme)
    fault({ ...input, times: 1 }, username)
    await requestCode(portal.services, resetFlow, acme, username, newCaller())
    await requestCode(portal.services, resetFlow, acme, username, newCaller())
    expect(asksOf(username)).toBe(1)
  })
})

describe('where nothing can be sent', () => {
  test('because the client secret does not open: misconfigured, and the limits are given back', async () => {
    const tenant = await portal.addTenant()
    const username = portal.addUser(tenant)
    const { query } = await portal.services.db.connection()
    const [row] = await query('select sealed from tenant_secrets where tenant_id = $1', [tenant.id])
    await query('update tenant_secrets set sealed = $2 where tenant_id = $1', [tenant.id, 'v1.00000000.AAAA'])
    const caller = newCaller()
    expect((await requestCode(portal.services, resetFlow, tenant, username, caller)).outcome).toEqual({
      kind: 'misconfigured',
    })
    expect(asksOf(username)).toBe(0)
    await query('update tenant_secrets set sealed = $2 where tenant_id = $1', [tenant.id, row?.sealed])
    expect((await requestCode(portal.services, resetFlow, tenant, username, caller)).outcome).toEqual({
      kind: 'sent',
    })
    expect(asksOf(username)).toBe(1)
    expect((await portal.auditOf(tenant)).map(({ outcome }) => outcome)).toEqual(['misconfigured', 'sent'])
  })

  test('because Cognito is not there: unavailable, and the limits are given back', async () => {
    // A new tenant, without open connections: what is written on those may have been sent.
    const tenant = await portal.addTenant()
    const username = portal.addUser(tenant)
    const caller = newCaller()
    await portal.cognito.goDark()
    const answer = await requestCode(portal.services, resetFlow, tenant, username, caller)
    await portal.cognito.comeBack()
    expect(answer.outcome).toEqual({ kind: 'unavailable' })
    expect((await requestCode(portal.services, resetFlow, tenant, username, caller)).outcome).toEqual({
      kind: 'sent',
    })
    expect(asksOf(username)).toBe(1)
  })
})

describe('what is kept of it', () => {
  test('one row for each ask, with whom it was about as a tag only', async () => {
    const tenant = await portal.addTenant()
    const username = portal.addUser(tenant)
    const caller = newCaller({ address: '203.0.113.99' })
    await requestCode(portal.services, resetFlow, tenant, username, caller)
    await requestCode(portal.services, resetFlow, tenant, username, caller)
    const rows = await portal.auditOf(tenant)
    expect(rows.map(({ event, outcome }) => [event, outcome])).toEqual([
      ['forgot.requested', 'sent'],
      ['forgot.held_back', 'user'],
    ])
    expect(rows[0]).toMatchObject({
      cognito_request_id: portal.cognito.requests.last({ username })?.id,
      address: '203.0.113.0/24',
      locale: 'da',
    })
    expect(rows[0]?.username_tag).toBe(rows[1]?.username_tag)
    const text = JSON.stringify(rows)
    for (const clear of [username, portal.codeOf(username), '203.0.113.99']) expect(text).not.toContain(clear)
  })

  test('lines that are JSON and hold neither names nor what Lambdas and roles are called', () => {
    const lines = written.join('').split('\n').filter(Boolean)
    expect(lines.length).toBeGreaterThan(10)
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow()
    const text = lines.join('\n')
    for (const { body } of portal.cognito.requests.all()) {
      const { Username } = body as { Username: string }
      if (Username !== 'jane') expect(text).not.toContain(Username)
    }
    for (const clear of ['arn:aws', 'alert(1)', 'SECRETabc', 'abcdefSECRET'])
      expect(text).not.toContain(clear)
    expect(text).toContain('UserLambdaValidationException')
    expect(text).toContain('ECONNRE')
  })
})
