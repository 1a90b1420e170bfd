import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { secretHash } from '../../emulator/index'
import type { Tenant } from '../tenants/tenant'
import { confirmCode } from './confirm-code'
import { requestCode } from './request-code'
import { requestCodeUniformly } from './request-uniformly'
import { signUpFlow } from './sign-up'
import { clientSecret, newCaller, startTestPortal, type TestPortal } from './test-portal'
import { knownByAnswerTime, untilNextStep } from './uniform-time'

// Here the time of an answer comes when a test lets it come: that it is right is tested in uniform-time.test.ts, and how
// alike the answers are is measured by `npm run bench`.
vi.mock('./uniform-time', { spy: true })

let portal: TestPortal
let acme: Tenant
/** What happened, in order: that the time came, and each answer. */
let order: string[]
let asksOver: number
let letTimeCome: () => void

beforeAll(async () => {
  portal = await startTestPortal()
  acme = await portal.addTenant({ pool: { autoVerified: ['email'] } })
}, 120_000)
afterAll(() => portal.close())

beforeEach(() => {
  order = []
  asksOver = 0
  const time = new Promise<void>((resolve) => {
    letTimeCome = () => {
      order.push('time')
      resolve()
    }
  })
  vi.mocked(untilNextStep).mockReset()
  vi.mocked(untilNextStep).mockImplementation(() => time)
  vi.mocked(knownByAnswerTime).mockReset()
  vi.mocked(knownByAnswerTime).mockImplementation(async (_, work) => {
    const known = await work
    asksOver += 1
    await time
    return known
  })
})

const signedUp = (enabled = true) =>
  portal.addUser(acme, { status: 'UNCONFIRMED', emailVerified: false, enabled })

async function withCode() {
  const username = signedUp()
  await requestCode(portal.services, signUpFlow, acme, username, newCaller())
  return { username, code: portal.codeOf(username) }
}

/** Somebody whose code was used without the portal. */
async function withUsedCode() {
  const held = await withCode()
  const { clientId } = acme.cognito
  const answer = await fetch(portal.cognito.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.ConfirmSignUp',
    },
    body: JSON.stringify({
      ClientId: clientId,
      Username: held.username,
      ConfirmationCode: held.code,
      SecretHash: secretHash(held.username, clientId, clientSecret),
    }),
  })
  expect(answer.status).toBe(200)
  return held
}

const faultFor = (username: string, input: Parameters<typeof portal.cognito.faults.add>[0]) =>
  portal.cognito.faults.add({ ...input, operation: 'ConfirmSignUp', username })

/** Somebody whose address another account has proved since. */
async function withTakenAddress() {
  const held = await withCode()
  faultFor(held.username, { kind: 'error', name: 'AliasExistsException' })
  return held
}

/** Somebody whose attempt was confirmed and its answer lost, so that the portal knows of the code. */
async function withLostAnswer() {
  const held = await withCode()
  faultFor(held.username, { kind: 'drop-after-commit', times: 1 })
  await confirmCode(portal.services, signUpFlow, acme, held, newCaller(), () => null)
  return held
}

const wrong = '000000'

test.each([
  ['a confirmed account', 'code-rejected', async () => ({ username: portal.addUser(acme), code: wrong })],
  ['no account', 'code-rejected', async () => ({ username: 'nobody-of-that-name', code: wrong })],
  ['a name that no account can have', 'code-rejected', async () => ({ username: 'not a name', code: wrong })],
  ['a disabled account', 'code-rejected', async () => ({ username: signedUp(false), code: wrong })],
  ['somebody else’s address', 'code-rejected', withTakenAddress],
  ['a used code', 'code-rejected', withUsedCode],
  ['a mistyped code', 'code-rejected', async () => ({ ...(await withCode()), code: wrong })],
  ['a code whose answer was lost', 'unknown', withLostAnswer],
])('that a code is refused is told at the next step from the press on: %s', async (_, kind, person) => {
  const attempt = await person()
  expect(untilNextStep).not.toHaveBeenCalled()
  const before = performance.now()
  const answered = confirmCode(portal.services, signUpFlow, acme, attempt, newCaller(), () => null)
  const after = performance.now()
  const told = answered.then(({ outcome }) => order.push(outcome.kind))
  await expect.poll(() => vi.mocked(untilNextStep).mock.calls.length).toBe(1)
  const start = vi.mocked(untilNextStep).mock.calls[0]?.[0]
  expect(start).toBeGreaterThanOrEqual(before)
  expect(start).toBeLessThanOrEqual(after)

  await nextTurn()
  letTimeCome()
  await told
  expect(order).toEqual(['time', kind])
})

test('a mail that is asked for again is answered at the uniform time, whatever the account', async () => {
  const people = [signedUp(), portal.addUser(acme), 'noone-of-that-name', signedUp(false)]
  const arrivedAt = performance.now()
  const answers = people.map(async (username) => {
    const caller = newCaller()
    const answer = await requestCodeUniformly(portal.services, signUpFlow, acme, username, caller, arrivedAt)
    order.push(answer.outcome.kind)
    await answer.finish()
  })
  await expect.poll(() => asksOver).toBe(people.length)
  expect(vi.mocked(knownByAnswerTime).mock.calls.map(([from]) => from)).toEqual(people.map(() => arrivedAt))

  await nextTurn()
  letTimeCome()
  await Promise.all(answers)
  expect(order).toEqual(['time', ...people.map(() => 'sent')])
})
