import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { askMark, newerMail } from '../links/newest-mail'
import type { Tenant } from '../tenants/tenant'
import { requestCodeUniformly } from './request-uniformly'
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
  // Calls that hang are released by the test; none may time out before.
  process.env.REKEY_REQUEST_DEADLINE_MS = '14000'
  acme = await portal.addTenant()
}, 120_000)
afterAll(async () => {
  await portal.close()
  vi.restoreAllMocks()
})

const asksOf = (username: string) => portal.cognito.requests.count({ operation: 'ForgotPassword', username })
const fault = (input: Parameters<typeof portal.cognito.faults.add>[0], username: string) =>
  portal.cognito.faults.add({ ...input, operation: 'ForgotPassword', username })

/** An arrival late enough that everything is known by the time of the answer, however busy the machine is. */
const inAWhile = () => performance.now() + 3_000
/** An arrival whose answer is due at once. */
const longAgo = () => performance.now() - 5_000

const ask = (username: string, { tenant = acme, caller = newCaller(), arrivedAt = inAWhile() } = {}) =>
  requestCodeUniformly(portal.services, resetFlow, tenant, username, caller, arrivedAt)

describe.concurrent('what is known in time and true of every user is shown', () => {
  test.each([
    [{ kind: 'throttle', times: 1 } as const, 'busy'],
    [{ kind: 'error', name: 'ForbiddenException', status: 403 } as const, 'blocked'],
    [{ kind: 'error', name: 'ResourceNotFoundException' } as const, 'misconfigured'],
    [{ kind: 'error', name: 'InternalErrorException', status: 500 } as const, 'sent'],
    [{ kind: 'drop-after-commit' } as const, 'sent'],
    [{ kind: 'error', name: 'UserNotFoundException' } as const, 'sent'],
  ])('%o is %s', async (input, kind) => {
    const username = portal.addUser(acme)
    fault(input, username)
    const { outcome, supportCode } = await ask(username)
    expect(outcome).toEqual({ kind })
    expect(supportCode).toMatch(/^[A-Z0-9]{3}-[A-Z0-9]{3}$/)
  })
})

describe.concurrent('what comes late', () => {
  test.each([
    ['a mail', null, 'sent'],
    ['a throttle', { kind: 'error', name: 'TooManyRequestsException' }, 'busy'],
    ['a failed mail function', { kind: 'error', name: 'UserLambdaValidationException' }, 'sent'],
    ['a lost answer', { kind: 'drop-after-commit' }, 'unknown'],
  ] as const)(
    '%s is answered like all else, and reaches audit, metrics and log',
    async (_, input, outcome) => {
      const tenant = await portal.addTenant()
      const username = portal.addUser(tenant)
      fault({ kind: 'delay-before', ms: 1_000 }, username)
      if (input !== null) fault({ ...input, times: 1 }, username)
      const answer = await ask(username, { tenant, arrivedAt: longAgo() })
      expect(answer.outcome).toEqual({ kind: 'sent' })
      expect(portal.services.asks.count()).toBeGreaterThan(0)

      await answer.finish()
      const rows = await portal.auditOf(tenant)
      expect(rows.map((row) => [row.event, row.outcome])).toEqual([['forgot.requested', outcome]])
      const labels = `tenant="${tenant.slug}",outcome="${outcome}",door="page",flow="reset"`
      expect(await portal.services.metrics.expose()).toContain(`rekey_forgot_total{${labels}} 1\n`)
      const lines = written.filter((line) => line.includes(tenant.slug))
      expect(lines.map((line) => JSON.parse(line).outcome)).toEqual(input === null ? [] : [outcome])
    },
  )

  test('a throttle gives the ask back all the same', async () => {
    const username = portal.addUser(acme)
    const caller = newCaller()
    fault({ kind: 'delay-before', ms: 300, times: 1 }, username)
    fault({ kind: 'throttle', times: 1 }, username)
    await (await ask(username, { caller, arrivedAt: longAgo() })).finish()
    expect((await ask(username, { caller })).outcome).toEqual({ kind: 'sent' })
    expect(asksOf(username)).toBe(2)
  })

  test('a mail is noted as the newest, so that an older link says that it was replaced', async () => {
    const username = portal.addUser(acme)
    const before = askMark('reset', acme.id, username, new Date(Date.now() - 60_000))
    fault({ kind: 'delay-before', ms: 300 }, username)
    await (await ask(username, { arrivedAt: longAgo() })).finish()
    expect(await newerMail(portal.services.db.database, acme.id, before)).toEqual(expect.any(Date))
  })
})

describe.concurrent('the wait that the next page shows', () => {
  test('is the same for a known and an unknown name, in time or late', async () => {
    const waits = await Promise.all(
      [portal.addUser(acme), 'nobody-of-that-name@example.com'].flatMap((username) =>
        [inAWhile(), longAgo()].map(async (arrivedAt, index) => {
          const answer = await ask(`${username}${index === 0 ? '' : 'x'}`, { arrivedAt })
          return answer.nextAskAt.getTime() - Date.now()
        }),
      ),
    )
    for (const wait of waits) {
      expect(wait).toBeGreaterThan(50_000)
      expect(wait).toBeLessThan(61_000)
    }
  })
})

test('of one tenant fifty are with Cognito at once; one more is busy and spends nothing', async () => {
  const [tenant, other] = [await portal.addTenant(), await portal.addTenant()]
  const people = Array.from({ length: 50 }, () => portal.addUser(tenant))
  for (const username of people) fault({ kind: 'hang', times: 1 }, username)
  const answers = await Promise.all(people.map((name) => ask(name, { tenant, arrivedAt: longAgo() })))
  const hanging = () => people.filter((username) => asksOf(username) > 0)
  await expect.poll(() => hanging().length, { timeout: 15_000 }).toBe(50)

  const late = portal.addUser(tenant)
  const caller = newCaller()
  expect((await ask(late, { tenant, caller })).outcome).toEqual({ kind: 'busy' })
  expect(asksOf(late)).toBe(0)
  expect((await ask(portal.addUser(other), { tenant: other })).outcome).toEqual({ kind: 'sent' })

  portal.cognito.faults.release()
  await Promise.all(answers.map(({ finish }) => finish()))
  await portal.services.asks.finished()
  expect((await ask(late, { tenant, caller })).outcome).toEqual({ kind: 'sent' })
  expect(asksOf(late)).toBe(1)
})
