import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Tenant } from '../tenants/tenant'
import { type ConfirmAnswer, confirmCode } from './confirm-code'
import { requestCode } from './request-code'
import { resetFlow } from './reset'
import {
  CONFIRM_DEADLINE_MS,
  clientSecret,
  newCaller,
  newPassword,
  oldPassword,
  startTestPortal,
  type TestPortal,
} from './test-portal'
import { answerTimeMs } from './uniform-time'

let portal: TestPortal
let acme: Tenant
const written: string[] = []
const secretsOfPeople: string[] = []

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

/** Somebody who asked for a code and holds it. */
async function withCode(tenant = acme) {
  const username = portal.addUser(tenant)
  const caller = newCaller()
  await requestCode(portal.services, resetFlow, tenant, username, caller)
  const code = portal.codeOf(username)
  secretsOfPeople.push(username, code)
  const confirm = (overrides: { code?: string; password?: string } = {}, receiptAt: Date | null = null) =>
    confirmCode(
      portal.services,
      resetFlow,
      tenant,
      { username, code, password: newPassword, ...overrides },
      caller,
      () => receiptAt,
    )
  const fault = (input: Parameters<typeof portal.cognito.faults.add>[0]) =>
    portal.cognito.faults.add({ ...input, operation: 'ConfirmForgotPassword', username })
  const sent = () => portal.cognito.requests.count({ operation: 'ConfirmForgotPassword', username })
  const isPassword = (password: string) => portal.isPassword(tenant, username, password)
  return { username, caller, code, confirm, fault, sent, isPassword }
}

const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const kindOf = ({ outcome }: ConfirmAnswer) => outcome.kind

describe.concurrent('every outcome of ConfirmForgotPassword', () => {
  test('the right code and a good password: done, and the password is set', async () => {
    const { confirm, sent, isPassword } = await withCode()
    expect((await confirm()).outcome).toEqual({ kind: 'done', at: expect.any(Date) })
    expect(sent()).toBe(1)
    expect(isPassword(newPassword)).toBe(true)
  })

  test('a wrong code: rejected, and the right one still works', async () => {
    const { code, confirm, isPassword } = await withCode()
    expect((await confirm({ code: wrong(code) })).outcome).toEqual({ kind: 'code-rejected' })
    expect(isPassword(oldPassword)).toBe(true)
    expect(kindOf(await confirm())).toBe('done')
  })

  test('a password against the policy: which rule, and the code stays good', async () => {
    const { confirm, sent } = await withCode()
    expect((await confirm({ password: 'Short-1' })).outcome).toEqual({
      kind: 'password-rejected',
      rule: 'length',
    })
    expect((await confirm({ password: 'no-upper-case-1' })).outcome).toMatchObject({ rule: 'uppercase' })
    expect((await confirm({ password: 'No-number-here' })).outcome).toMatchObject({ rule: 'number' })
    expect((await confirm({ password: 'Inner space-1' })).outcome).toMatchObject({ rule: 'characters' })
    expect(kindOf(await confirm())).toBe('done')
    expect(sent()).toBe(5)
  })

  test.each([' x', 'x ', 'a\nb', 'x'.repeat(257), 'nul\u0000'])(
    'a password that no pool can take (%j) is not sent',
    async (password) => {
      const { confirm, sent } = await withCode()
      expect(kindOf(await confirm({ password }))).toBe('password-rejected')
      expect(sent()).toBe(0)
    },
  )

  test('a name that Cognito could not know is not sent', async () => {
    const attempt = { username: 'not a name', code: '123456', password: newPassword }
    expect(
      (await confirmCode(portal.services, resetFlow, acme, attempt, newCaller(), () => null)).outcome,
    ).toEqual({
      kind: 'code-rejected',
    })
    expect(portal.cognito.requests.count({ username: 'not a name' })).toBe(0)
  })

  test.each([
    [{ kind: 'error', name: 'CodeMismatchException' } as const, 'code-rejected'],
    [{ kind: 'header-only-error', name: 'CodeMismatchException' } as const, 'code-rejected'],
    [{ kind: 'error', name: 'ExpiredCodeException' } as const, 'code-rejected'],
    [{ kind: 'error', name: 'UserNotFoundException', status: 404 } as const, 'code-rejected'],
    [{ kind: 'error', name: 'UserNotConfirmedException' } as const, 'code-rejected'],
    [
      { kind: 'error', name: 'NotAuthorizedException', message: 'User is disabled.', status: 403 } as const,
      'code-rejected',
    ],
    [{ kind: 'error', name: 'PasswordHistoryPolicyViolationException' } as const, 'password-reused'],
    [{ kind: 'error', name: 'LimitExceededException' } as const, 'too-many-attempts'],
    [{ kind: 'error', name: 'TooManyFailedAttemptsException' } as const, 'too-many-attempts'],
    [{ kind: 'error', name: 'TooManyRequestsException', status: 429 } as const, 'busy'],
    [{ kind: 'error', name: 'ThrottlingException' } as const, 'busy'],
    [{ kind: 'error', name: 'ForbiddenException', status: 403 } as const, 'blocked'],
    [{ kind: 'not-json', status: 403 } as const, 'blocked'],
    [{ kind: 'empty', status: 400 } as const, 'blocked'],
    [{ kind: 'error', name: 'ResourceNotFoundException' } as const, 'misconfigured'],
    [{ kind: 'error', name: 'OperationNotEnabledException' } as const, 'misconfigured'],
    [
      {
        kind: 'error',
        name: 'NotAuthorizedException',
        message: 'Unable to verify secret hash for client x',
      } as const,
      'misconfigured',
    ],
    [
      { kind: 'error', name: 'InvalidParameterException', message: 'Invalid IpAddress' } as const,
      'misconfigured',
    ],
    [{ kind: 'error', name: 'InternalErrorException', status: 500 } as const, 'unknown'],
    [{ kind: 'error', name: 'UserLambdaValidationException', when: 'after-commit' } as const, 'unknown'],
    [{ kind: 'error', name: 'UnexpectedLambdaException' } as const, 'unknown'],
    [{ kind: 'error', name: 'InvalidLambdaResponseException' } as const, 'unknown'],
    [{ kind: 'error', name: 'NeverHeardOfException' } as const, 'unknown'],
    [{ kind: 'not-json', status: 503 } as const, 'unknown'],
    [{ kind: 'not-json', status: 200, body: 'garbage', when: 'after-commit' } as const, 'unknown'],
    [{ kind: 'empty', status: 500 } as const, 'unknown'],
    [{ kind: 'drop-before' } as const, 'unknown'],
    [{ kind: 'truncated' } as const, 'unknown'],
    [{ kind: 'hang' } as const, 'unknown'],
  ])('%o is %s, with one request', async (input, kind) => {
    const { confirm, fault, sent } = await withCode()
    fault(input)
    const start = performance.now()
    expect(kindOf(await confirm())).toBe(kind)
    expect(performance.now() - start).toBeLessThan(CONFIRM_DEADLINE_MS + 2_500)
    expect(sent()).toBe(1)
  })

  test('a code that is refused is not told before the time of an answer, however quick Cognito was', async () => {
    const { code, confirm, fault } = await withCode()
    fault({ kind: 'error', name: 'UserNotFoundException' })
    const start = performance.now()
    await confirm({ code: wrong(code) })
    expect(performance.now() - start).toBeGreaterThan(answerTimeMs() - 2)
  })
})

describe.concurrent('a lost answer', () => {
  test('after the change is neither a failure nor a success, and the same code again is not called wrong', async () => {
    const { confirm, fault, sent, isPassword } = await withCode()
    fault({ kind: 'drop-after-commit', times: 1 })
    const first = await confirm()
    expect(first).toMatchObject({ outcome: { kind: 'unknown', why: 'answer-lost' } })
    expect(sent()).toBe(1)
    expect(isPassword(newPassword)).toBe(true)
    const second = await confirm()
    expect(second).toMatchObject({ outcome: { kind: 'unknown', why: 'used-before' }, attempt: first.attempt })
    expect(second.outcome).toMatchObject({ at: first.outcome.kind === 'unknown' ? first.outcome.at : null })
    expect(sent()).toBe(2)
  })

  test('before the change is the same to see, and the second press succeeds', async () => {
    const { confirm, fault, sent, isPassword } = await withCode()
    fault({ kind: 'drop-before', times: 1 })
    expect(kindOf(await confirm())).toBe('unknown')
    expect(isPassword(oldPassword)).toBe(true)
    expect(kindOf(await confirm())).toBe('done')
    expect(sent()).toBe(2)
    expect(isPassword(newPassword)).toBe(true)
  })

  test('is remembered also where a wrong password came between', async () => {
    const { confirm, fault } = await withCode()
    fault({ kind: 'drop-after-commit', times: 1 })
    await confirm()
    expect(kindOf(await confirm({ password: ' x' }))).toBe('password-rejected')
    expect(kindOf(await confirm())).toBe('unknown')
  })

  test('that only this browser’s receipt knows of explains a rejected code too', async () => {
    const { code, confirm } = await withCode()
    const at = new Date(Date.now() - 60_000)
    expect(await confirm({ code: wrong(code) }, at)).toMatchObject({
      outcome: { kind: 'unknown', at, why: 'used-before' },
    })
  })

  test('counts as a try: it may have been a wrong code', async () => {
    const { code, confirm, fault, sent } = await withCode()
    fault({ kind: 'drop-before', times: 3 })
    for (let press = 0; press < 3; press++)
      expect(kindOf(await confirm({ code: wrong(code) }))).toBe('unknown')
    // It is held back, but the page still can't claim that nothing was changed.
    expect(await confirm({ code: wrong(code) })).toMatchObject({ outcome: { why: 'used-before' } })
    expect(sent()).toBe(3)
  })

  test.each([
    ['busy', { kind: 'throttle', times: 1 } as const],
    ['too many attempts', { kind: 'error', name: 'LimitExceededException', times: 1 } as const],
    ['refused by a firewall', { kind: 'not-json', status: 403, times: 1 } as const],
    ['misconfigured', { kind: 'error', name: 'ResourceNotFoundException', times: 1 } as const],
  ])('is not forgotten by an answer that says %s', async (_, input) => {
    const { confirm, fault } = await withCode()
    fault({ kind: 'drop-after-commit', times: 1 })
    const first = await confirm()
    fault(input)
    expect((await confirm()).outcome).toEqual({ ...first.outcome, why: 'used-before' })
  })

  test('leaves a password that breaks a rule its reason: only a code that still works gets so far', async () => {
    const { confirm, fault } = await withCode()
    fault({ kind: 'drop-before', times: 1 })
    await confirm()
    expect(kindOf(await confirm({ password: 'Short-1' }))).toBe('password-rejected')
    expect(kindOf(await confirm())).toBe('done')
  })
})

describe.concurrent('the same code twice', () => {
  test('at once is one request, and the loser is not told that the code was wrong', async () => {
    const { confirm, fault, sent, isPassword } = await withCode()
    // The second has to come while the first is under way, on a busy machine too.
    fault({ kind: 'delay-before', ms: 2_000 })
    const [winner, loser] = await Promise.all([confirm(), confirm({ password: 'Other-Horse-2' })])
    expect([kindOf(winner), kindOf(loser)].sort()).toEqual(['done', 'unknown'])
    expect(sent()).toBe(1)
    const isFirst = kindOf(winner) === 'done'
    expect(isPassword(isFirst ? newPassword : 'Other-Horse-2')).toBe(true)
    expect((isFirst ? loser : winner).outcome).toMatchObject({ why: 'used-before' })
  })

  test('at once with the same password is one request, and both are told that it worked', async () => {
    const { confirm, fault, sent } = await withCode()
    // The second has to come while the first is under way, on a busy machine too.
    fault({ kind: 'delay-before', ms: 2_000 })
    const [one, other] = await Promise.all([confirm(), confirm()])
    expect(one.outcome).toEqual({ kind: 'done', at: expect.any(Date) })
    expect(other.outcome).toEqual(one.outcome)
    expect(sent()).toBe(1)
  })

  test('after it worked is told so with the same password, and that it may have worked with another', async () => {
    const { confirm, sent, isPassword } = await withCode()
    const first = await confirm()
    expect(kindOf(first)).toBe('done')
    expect((await confirm()).outcome).toEqual(first.outcome)
    expect(sent()).toBe(1)
    expect((await confirm({ password: 'Other-Horse-2' })).outcome).toMatchObject({ why: 'used-before' })
    expect(isPassword(newPassword)).toBe(true)
  })

  test('while it is refused for its password lets the other one try', async () => {
    const { confirm, fault, sent } = await withCode()
    fault({ kind: 'delay-before', ms: 200 })
    const answers = await Promise.all([confirm({ password: 'Short-1' }), confirm({ password: 'Short-2' })])
    expect(answers.map(kindOf)).toEqual(['password-rejected', 'password-rejected'])
    expect(sent()).toBe(2)
  })

  test('of two people is nobody else’s business', async () => {
    const [one, other] = [await withCode(), await withCode()]
    await one.confirm({ code: '000000' })
    expect(kindOf(await other.confirm())).toBe('done')
  })
})

describe.concurrent('the tries for one code', () => {
  test('end at three from one address, also where they come at once', async () => {
    const { code, confirm, sent } = await withCode()
    const others = Array.from({ length: 20 }, (_, index) =>
      String((Number(code) + 1 + index) % 1_000_000).padStart(6, '0'),
    )
    const kinds = (await Promise.all(others.map((each) => confirm({ code: each })))).map(kindOf)
    expect(kinds.filter((kind) => kind === 'code-rejected')).toHaveLength(3)
    expect(kinds.filter((kind) => kind === 'too-many-attempts')).toHaveLength(17)
    expect(sent()).toBe(3)
  })

  test('leave the owner his own', async () => {
    const { username, code, confirm, sent } = await withCode()
    const stranger = newCaller()
    for (let index = 1; index <= 5; index++) {
      const guess = String((Number(code) + index) % 1_000_000).padStart(6, '0')
      await confirmCode(
        portal.services,
        resetFlow,
        acme,
        { username, code: guess, password: newPassword },
        stranger,
        () => null,
      )
    }
    expect(sent()).toBe(3)
    expect(kindOf(await confirm())).toBe('done')
  })

  test('are not used up by passwords that the pool refuses', async () => {
    const { confirm } = await withCode()
    for (let press = 0; press < 6; press++) {
      expect(kindOf(await confirm({ password: `Short-${press}` }))).toBe('password-rejected')
    }
    expect(kindOf(await confirm())).toBe('done')
  })

  test('are not used up while Cognito is busy', async () => {
    const { confirm, fault } = await withCode()
    fault({ kind: 'throttle', times: 4 })
    for (let press = 0; press < 4; press++) expect(kindOf(await confirm())).toBe('busy')
    expect(kindOf(await confirm())).toBe('done')
  })
})

describe('where nothing can be sent', () => {
  test('because the client secret does not open: misconfigured, and the tries are given back', async () => {
    // A region of its own: its circuit breaker is open for a moment afterwards.
    const tenant = await portal.addTenant({ cognito: { region: 'eu-north-1' } })
    const username = portal.addUser(tenant)
    const { query } = await portal.services.db.connection()
    await query('update tenant_secrets set sealed = $2 where tenant_id = $1', [tenant.id, 'v1.00000000.AAAA'])
    const attempt = { username, code: '123456', password: newPassword }
    for (let press = 0; press < 5; press++) {
      const caller = newCaller({ address: '198.51.100.1' })
      expect(kindOf(await confirmCode(portal.services, resetFlow, tenant, attempt, caller, () => null))).toBe(
        'misconfigured',
      )
    }
    expect(portal.cognito.requests.count({ username })).toBe(0)
    const rows = await portal.auditOf(tenant)
    expect(rows.map(({ event, outcome }) => [event, outcome])).toEqual(
      Array.from({ length: 5 }, () => ['confirm.refused', 'misconfigured']),
    )
  })

  test('because Cognito is not there: unavailable, nothing was changed, and the tries are given back', async () => {
    // A region of its own: its circuit breaker is open for a moment afterwards.
    const tenant = await portal.addTenant({ cognito: { region: 'eu-north-1' } })
    const username = portal.addUser(tenant)
    const attempt = { username, code: '123456', password: newPassword }
    const caller = newCaller()
    await portal.cognito.goDark()
    for (let press = 0; press < 5; press++) {
      expect(kindOf(await confirmCode(portal.services, resetFlow, tenant, attempt, caller, () => null))).toBe(
        'unavailable',
      )
    }
    await portal.cognito.comeBack()
    expect(portal.isPassword(tenant, username, oldPassword)).toBe(true)
    await expect
      .poll(
        async () =>
          kindOf(await confirmCode(portal.services, resetFlow, tenant, attempt, caller, () => null)),
        {
          timeout: 15_000,
          interval: 500,
        },
      )
      .toBe('code-rejected')
  }, 30_000)
})

describe('a rotation of the client secret', () => {
  test('is passed over without a gap', async () => {
    const tenant = await portal.addTenant({ secrets: ['newerSECRET0123456789abcdefg', clientSecret] })
    const { confirm, isPassword } = await withCode(tenant)
    expect(kindOf(await confirm())).toBe('done')
    expect(isPassword(newPassword)).toBe(true)
  })
})

describe('what is kept of it', () => {
  test('one row for each attempt, with whom it was about as a tag only', async () => {
    const tenant = await portal.addTenant()
    const { username, code, confirm, fault } = await withCode(tenant)
    await confirm({ code: wrong(code) })
    fault({ kind: 'drop-after-commit', times: 1 })
    const unknown = await confirm()
    await confirm({ code: '999999' })
    await confirm({ code: '999998' })
    const rows = (await portal.auditOf(tenant)).filter(({ event }) => String(event).startsWith('confirm.'))
    expect(rows.map(({ event, outcome }) => [event, outcome])).toEqual([
      ['confirm.refused', 'code-rejected'],
      ['confirm.in_doubt', 'unknown'],
      ['confirm.refused', 'code-rejected'],
      ['confirm.held_back', 'too-many-attempts'],
    ])
    expect(rows[1]?.support_code).toBe(unknown.supportCode)
    expect(new Set(rows.map(({ username_tag }) => username_tag)).size).toBe(1)
    const text = JSON.stringify(rows)
    for (const clear of [username, code, newPassword]) expect(text).not.toContain(clear)
  })

  test('nothing in the database, and no line of the log, holds a name, a code or a password', async () => {
    const { query } = await portal.services.db.connection()
    const dump: string[] = []
    for (const table of ['audit', 'confirmations', 'rate_limits', 'tenants', 'tenant_secrets'])
      dump.push(JSON.stringify(await query(`select * from ${table}`)))
    const text = [...dump, ...written].join('\n')
    expect(secretsOfPeople.length).toBeGreaterThan(50)
    for (const clear of [...secretsOfPeople, newPassword, oldPassword, clientSecret]) {
      if (/^\d{6}$/.test(clear)) expect(text).not.toMatch(new RegExp(`(?<![\\w-])${clear}(?![\\w-])`))
      else expect(text).not.toContain(clear)
    }
  })
})
