import { randomUUID } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Connection, Query } from '../db/connection'
import { confirmations } from '../idempotency/confirmation-memory'
import { databaseConfirmations, writeClaims } from '../idempotency/confirmation-store'
import { takeConfirm } from '../limits/confirm-limits'
import { counters } from '../limits/counters'
import { databaseStore } from '../limits/database-store'
import { makeServices } from '../make-services'
import { circuitBreaker } from '../platform/circuit-breaker'
import type { Services } from '../services'
import type { Tenant } from '../tenants/tenant'
import { confirmCode } from './confirm-code'
import { requestCode } from './request-code'
import { resetFlow } from './reset'
import { newCaller, newPassword, startTestPortal, type TestPortal } from './test-portal'

// The promise: an attempt's limits and its claim are one question to the database, and refused, refunded or lost together.

let portal: TestPortal
let other: Services
let acme: Tenant
let connection: Connection
/** The statements that the first instance sent, as they are sent. */
let asked: string[] = []

beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  portal = await startTestPortal()
  acme = await portal.addTenant()
  connection = await portal.services.db.connection()
  const watched =
    (query: Query): Query =>
    (text, values) => {
      asked.push(text)
      return query(text, values)
    }
  const own = { ...connection, query: watched(connection.query), reserved: watched(connection.reserved) }
  const db = portal.services.db
  portal.services = makeServices(null, { ...db, connection: async () => own })
  other = makeServices(null, db)
}, 120_000)
afterAll(async () => {
  await portal.close()
  vi.restoreAllMocks()
})

async function withCode() {
  const username = portal.addUser(acme)
  const caller = newCaller()
  await requestCode(portal.services, resetFlow, acme, username, caller)
  const code = portal.codeOf(username)
  const confirm = (services: Services = portal.services, more: { code?: string; password?: string } = {}) =>
    confirmCode(
      services,
      resetFlow,
      acme,
      { username, code, password: newPassword, ...more },
      caller,
      () => null,
    )
  const sent = () => portal.cognito.requests.count({ operation: 'ConfirmForgotPassword', username })
  return { username, code, confirm, sent }
}

const claims = () => connection.query('select key, state from confirmations order by key')
/** Every count of the limits; not which takes the store remembers, nor when a count ends. */
const counts = () =>
  connection.query(
    `select key, points from rate_limits where points > 0 and key !~ '^(take|issued):' and key !~ 'tenantQuota' order by key`,
  )
const kindOf = async (answer: ReturnType<typeof confirmCode>) => (await answer).outcome.kind

test('before Cognito is called the database is asked once', async () => {
  const { confirm } = await withCode()
  await confirm(portal.services, { code: '000000' })
  const { confirm: again } = await withCode()
  await portal.services.audit.drain()
  asked = []
  let before: string[] | null = null
  const noteCall = () => {
    before ??= [...asked]
  }
  subscribe('http.client.request.start', noteCall)
  try {
    expect(await kindOf(again())).toBe('done')
  } finally {
    unsubscribe('http.client.request.start', noteCall)
  }
  expect(before).toHaveLength(1)
})

describe('while the tenant’s share of the quota is used up', () => {
  const fill = (points: number) =>
    connection.query(
      `insert into rate_limits (key, points, expire)
       values ($1, $2, (extract(epoch from clock_timestamp()) * 1000)::bigint + 60000)
       on conflict (key) do update set points = excluded.points, expire = excluded.expire`,
      [`tenantQuota:${acme.id}`, points],
    )

  test('an attempt is busy, claims nothing and costs no try, and the same code works afterwards', async () => {
    const { confirm, sent } = await withCode()
    const [claimsBefore, countsBefore] = [await claims(), await counts()]
    await fill(30)
    try {
      expect(await kindOf(confirm())).toBe('busy')
      expect(await kindOf(confirm(other))).toBe('busy')
    } finally {
      await fill(0)
    }
    expect(sent()).toBe(0)
    expect(await claims()).toEqual(claimsBefore)
    expect(await counts()).toEqual(countsBefore)
    expect(await kindOf(confirm(other))).toBe('done')
  })
})

test('an attempt that Cognito was too busy for leaves neither a claim nor a count', async () => {
  const { username, confirm } = await withCode()
  const [claimsBefore, countsBefore] = [await claims(), await counts()]
  const operation = 'ConfirmForgotPassword'
  portal.cognito.faults.add({ kind: 'error', name: 'ThrottlingException', operation, username, times: 1 })
  expect(await kindOf(confirm())).toBe('busy')
  expect(await claims()).toEqual(claimsBefore)
  expect(await counts()).toEqual(countsBefore)
  expect(await kindOf(confirm(other))).toBe('done')
})

test('a refused password leaves the code to the next attempt, at another instance too', async () => {
  const { confirm, sent } = await withCode()
  for (const services of [portal.services, other, portal.services, other])
    expect(await kindOf(confirm(services, { password: 'Short-1' }))).toBe('password-rejected')
  expect(await kindOf(confirm(other))).toBe('done')
  expect(sent()).toBe(5)
})

test('of presses at two instances at once one reaches Cognito, and all are told that it worked', async () => {
  const { confirm, sent } = await withCode()
  const presses = [portal.services, other, portal.services].map((services) => confirm(services))
  expect(await Promise.all(presses.map(kindOf))).toEqual(['done', 'done', 'done'])
  expect(sent()).toBe(1)
})

test('a limit that is reached claims nothing: the right code is not held up by guesses', async () => {
  const { code, confirm } = await withCode()
  const guess = (offset: number) => String((Number(code) + offset) % 1_000_000).padStart(6, '0')
  for (const offset of [1, 2, 3])
    expect(await kindOf(confirm(other, { code: guess(offset) }))).toBe('code-rejected')
  const before = await claims()
  expect(await kindOf(confirm(portal.services, { code: guess(4) }))).toBe('too-many-attempts')
  expect(await claims()).toEqual(before)
})

describe('a database that answers when nobody waits any more', () => {
  let tenantId: string
  let answer: () => void
  let isStalled: boolean
  let stalled: Promise<void>
  beforeEach(async () => {
    tenantId = (await portal.addTenant()).id
    isStalled = true
    stalled = new Promise((resolve) => {
      answer = resolve
    })
  })

  function instance(query: Query) {
    const limits = counters({
      store: async () => databaseStore(query, writeClaims),
      factor: 1,
      onAway: () => {},
      onBack: () => {},
    })
    const breaker = circuitBreaker({ probeEveryMs: 50, onOpen: () => {}, onClose: () => {} })
    return { limits, codes: confirmations({ store: databaseConfirmations(connection.query), breaker }) }
  }

  test('leaves no claim behind, and no count', async () => {
    const { limits, codes } = instance(async (text, values) => {
      if (isStalled) await stalled
      return connection.query(text, values)
    })
    const attempt = { tenantId, key: randomUUID(), request: 'request' }
    const source = { tenantId, userTag: 'user', addressTag: 'address' }
    const bid = codes.bid(attempt)
    const decision = await takeConfirm(limits, source, 20, bid?.rider)
    expect(decision).toMatchObject({ allowed: false, because: 'store' })
    await bid?.withdraw()
    isStalled = false
    answer()
    const left = () =>
      connection.query(
        `select key from confirmations where key = $1 union all
         select key from rate_limits where key like 'confirm%' || $2 || '%' and points > 0`,
        [attempt.key, tenantId],
      )
    await expect
      .poll(async () => (await limits.peek('confirmPerUser', `${tenantId}:user`)).remaining)
      .toBe(20)
    await expect.poll(left).toEqual([])
    expect(await codes.claim(attempt, 1_000)).toMatchObject({ kind: 'mine', earlier: null, isLookedUp: true })
  })
})

test('the claim of a tenant that is being deleted fails nobody else’s limits', async () => {
  const store = databaseStore(connection.query, writeClaims)
  const take = (tenantId: string) => ({
    op: 'take' as const,
    id: randomUUID(),
    mode: 'take' as const,
    scope: tenantId,
    markKey: null,
    steps: [
      {
        name: 'confirmPerUser' as const,
        key: tenantId,
        limit: { times: 5, perSeconds: 60, countedSince: 'first' as const },
      },
    ],
    issues: null,
    rider: {
      row: () => ({ tenantId, key: `${tenantId}:code`, request: 'request', holder: randomUUID() }),
      drop: () => {},
    },
  })
  const answers = await store.run([take(randomUUID()), take(acme.id)])
  expect(answers).toMatchObject([
    { taken: true, rider: null },
    { taken: true, rider: { place: 1 } },
  ])
})
