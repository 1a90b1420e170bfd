import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { addressTag, usernameTag } from '../crypto/keyed-hash'
import { normaliseUsername } from '../input/username-key'
import { takeConfirm } from '../limits/confirm-limits'
import type { Tenant } from '../tenants/tenant'
import { confirmCode } from './confirm-code'
import { requestCode } from './request-code'
import { resetFlow } from './reset'
import { newCaller, newPassword, startTestPortal, type TestPortal } from './test-portal'

/** An ask has the same effect on the count of wrong codes, whatever Cognito said of the user. */

let portal: TestPortal
const pools = {} as Record<'LEGACY' | 'ENABLED', Tenant>
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  portal = await startTestPortal()
  for (const kind of ['LEGACY', 'ENABLED'] as const)
    pools[kind] = await portal.addTenant({ client: { preventUserExistenceErrors: kind } })
}, 120_000)
afterAll(async () => {
  await portal.close()
  vi.restoreAllMocks()
})

type Fault = Parameters<TestPortal['cognito']['faults']['add']>[0]

const users = {
  known: {},
  disabled: { enabled: false },
  invited: { status: 'FORCE_CHANGE_PASSWORD' },
  'without a verified contact': { emailVerified: false },
  unknown: null,
} as const

let count = 0
const nobody = () => `nobody-${++count}@example.com`

/** Enters wrong codes for a name until one more would be held back. */
async function guesser(tenant: Tenant, username: string) {
  const caller = newCaller()
  const guess = async () => {
    const attempt = { username, code: '000000', password: newPassword }
    const { outcome } = await confirmCode(portal.services, resetFlow, tenant, attempt, caller, () => null)
    const reached = portal.cognito.requests.count({ operation: 'ConfirmForgotPassword', username })
    return [outcome.kind, reached]
  }
  for (let time = 1; time <= 3; time++) expect(await guess()).toEqual(['code-rejected', time])
  expect(await guess()).toEqual(['too-many-attempts', 3])
  return {
    guess,
    ask: (arrivedAt = performance.now()) =>
      requestCode(portal.services, resetFlow, tenant, username, caller, { arrivedAt }),
  }
}

/** Uses up one address's tries for a user's codes, without a call to Cognito. */
async function heldBackBeforehand(tenant: Tenant, username: string) {
  const source = {
    tenantId: tenant.id,
    userTag: usernameTag(tenant.id, normaliseUsername(username)),
    addressTag: addressTag(tenant.id, '198.51.100.9'),
  }
  for (let time = 1; time <= 3; time++)
    expect((await takeConfirm(portal.services.limits, source, 5_000)).allowed).toBe(true)
  expect((await takeConfirm(portal.services.limits, source, 5_000)).allowed).toBe(false)
  return { source }
}

describe.concurrent.each(['LEGACY', 'ENABLED'] as const)('in a %s pool', (kind) => {
  test.each(Object.entries(users))(
    'three wrong codes, an ask and one more code are one story for a user that is %s',
    async (_, seed) => {
      const username = seed === null ? nobody() : portal.addUser(pools[kind], seed)
      const { guess, ask } = await guesser(pools[kind], username)
      await ask()
      expect(await guess()).toEqual(['code-rejected', 4])
    },
  )
})

describe('an ask that was put to Cognito starts the count anew', () => {
  test.each<Fault>([
    { kind: 'error', name: 'LimitExceededException' },
    { kind: 'error', name: 'UserLambdaValidationException' },
    { kind: 'error', name: 'InternalErrorException', status: 500 },
    { kind: 'drop-before' },
    { kind: 'drop-after-commit' },
  ])('whatever came of it: %o', async (fault) => {
    const username = portal.addUser(pools.LEGACY)
    const { guess, ask } = await guesser(pools.LEGACY, username)
    portal.cognito.faults.add({ ...fault, operation: 'ForgotPassword', username, times: 1 })
    await ask()
    expect(await guess()).toEqual(['code-rejected', 4])
  })

  test('while its answer is still awaited, so that a slow mail function tells nothing', async () => {
    const username = portal.addUser(pools.LEGACY)
    const { guess, ask } = await guesser(pools.LEGACY, username)
    portal.cognito.faults.add({ kind: 'hang', operation: 'ForgotPassword', username, times: 1 })
    let isOver = false
    const asking = ask().then(() => {
      isOver = true
    })
    await expect.poll(guess, { timeout: 10_000 }).toEqual(['code-rejected', 4])
    expect(isOver).toBe(false)
    portal.cognito.faults.release()
    await asking
  })
})

/** An arrival late enough that Cognito's answer comes by half time, however busy the machine is. */
const inAWhile = () => performance.now() + 3_000

describe('an ask that Cognito did not take up leaves the count as it was', () => {
  test.each<Fault>([
    { kind: 'throttle', times: 1 },
    { kind: 'error', name: 'ThrottlingException' },
  ])('because it was throttled: %o', async (fault) => {
    const username = portal.addUser(pools.LEGACY)
    const { guess, ask } = await guesser(pools.LEGACY, username)
    portal.cognito.faults.add({ ...fault, operation: 'ForgotPassword', username, times: 1 })
    expect((await ask(inAWhile())).outcome.kind).toBe('busy')
    expect(await guess()).toEqual(['too-many-attempts', 3])
  })

  test('because it was never sent', async () => {
    // A new tenant, without open connections: what is written on those may have been sent.
    const tenant = await portal.addTenant()
    const username = portal.addUser(tenant)
    const caller = newCaller()
    const { source } = await heldBackBeforehand(tenant, username)
    await portal.cognito.goDark()
    const { outcome } = await requestCode(portal.services, resetFlow, tenant, username, caller, {
      arrivedAt: inAWhile(),
    })
    await portal.cognito.comeBack()
    expect(outcome.kind).toBe('unavailable')
    expect((await takeConfirm(portal.services.limits, source, 5_000)).allowed).toBe(false)
  })
})
