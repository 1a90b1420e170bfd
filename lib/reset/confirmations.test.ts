import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Connection, Query } from '../db/connection'
import { migrate } from '../db/migrate'
import { openPostgres } from '../db/postgres'
import { openTestDatabase } from '../db/test-database'
import { createTestPostgres, type TestPostgres } from '../db/test-postgres'
import { type Confirmations, confirmations } from './confirmation-memory'
import { databaseConfirmations } from './confirmation-store'

const TENANT = '00000000-0000-4000-8000-000000000001'
const addTenant = ({ query }: Connection) =>
  query(
    `insert into tenants (id, slug, name, status, config, brand, revision) values ($1, 'acme', 'Acme', 'active', '{}', '{}', 'r')`,
    [TENANT],
  )
const instance = (query: Query, events: string[] = []): Confirmations =>
  confirmations({
    store: databaseConfirmations(query),
    onAway: () => events.push('away'),
    onBack: () => events.push('back'),
  })

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
  await addTenant(connection)
})
afterAll(() => connection.close())

/** As if everything in the table had happened that long ago. */
const age = (seconds: number) =>
  connection.query(
    `update confirmations set at = at - make_interval(secs => $1), earlier_at = earlier_at - make_interval(secs => $1),
     expires_at = expires_at - make_interval(secs => $1)`,
    [seconds],
  )

describe.each([
  ['one instance', 1],
  ['two instances', 2],
])('between %s', (_, instances) => {
  let one: Confirmations
  let other: Confirmations
  let key: string
  beforeEach(() => {
    one = instance(connection.query)
    other = instances === 1 ? one : instance(connection.query)
    key = randomUUID()
  })

  test('a code that nobody used is whoever asks first', async () => {
    expect(await one.claim(TENANT, key)).toEqual({ kind: 'mine' })
  })

  test.each(['done', 'unknown', 'rejected'] as const)(
    'who asks while an attempt is under way waits and is told that it ended %s',
    async (state) => {
      await one.claim(TENANT, key)
      const waiting = other.claim(TENANT, key)
      const moment = new Date(Date.now() - 1_234)
      await one.settle(TENANT, key, state, moment)
      expect(await waiting).toEqual({ kind: 'settled', state, at: moment })
    },
  )

  test('of ten at the same time one gets the claim and nine learn how it ended', async () => {
    const claims = Array.from({ length: 10 }, (_, index) => (index % 2 ? one : other).claim(TENANT, key))
    const first = await Promise.any(
      claims.map(async (claim) => {
        const result = await claim
        if (result.kind !== 'mine') throw new Error('not this one')
        return result
      }),
    )
    expect(first).toEqual({ kind: 'mine' })
    await one.settle(TENANT, key, 'done', new Date())
    const kinds = (await Promise.all(claims)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'mine')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'settled')).toHaveLength(9)
  })

  test('a claim that was let go is whoever’s waits', async () => {
    await one.claim(TENANT, key)
    const waiting = other.claim(TENANT, key)
    await one.release(key)
    expect(await waiting).toEqual({ kind: 'mine' })
  })

  test('a rejected code may be tried again', async () => {
    await one.claim(TENANT, key)
    await one.settle(TENANT, key, 'rejected', new Date())
    expect(await other.claim(TENANT, key)).toEqual({ kind: 'mine' })
  })

  test.each(['done', 'unknown'] as const)(
    'a code whose attempt ended %s may be tried again, and every later try knows of it',
    async (state) => {
      const moment = new Date()
      await one.claim(TENANT, key)
      await one.settle(TENANT, key, state, moment)
      expect(await other.claim(TENANT, key)).toEqual({ kind: 'earlier', state, at: moment })
      await other.settle(TENANT, key, 'rejected', new Date())
      expect(await one.claim(TENANT, key)).toEqual({ kind: 'earlier', state, at: moment })
      await one.release(key)
      expect(await other.claim(TENANT, key)).toMatchObject({ kind: 'earlier', state })
    },
  )
})

describe('time', () => {
  test('after a quarter of an hour nothing explains a later rejection', async () => {
    const key = randomUUID()
    const one = instance(connection.query)
    await one.claim(TENANT, key)
    await one.settle(TENANT, key, 'unknown', new Date())
    await age(14 * 60)
    expect(await instance(connection.query).claim(TENANT, key)).toMatchObject({
      kind: 'earlier',
      state: 'unknown',
    })
    await instance(connection.query).settle(TENANT, key, 'rejected', new Date())
    await age(2 * 60)
    expect(await instance(connection.query).claim(TENANT, key)).toEqual({ kind: 'mine' })
  })

  test('an attempt whose process ended in the middle may have worked, and is said so', async () => {
    const key = randomUUID()
    await instance(connection.query).claim(TENANT, key)
    await age(13)
    expect(await instance(connection.query).claim(TENANT, key)).toMatchObject({
      kind: 'earlier',
      state: 'unknown',
    })
  })

  test('nobody waits longer than nine seconds for another’s attempt', async () => {
    const key = randomUUID()
    await instance(connection.query).claim(TENANT, key)
    const start = performance.now()
    expect(await instance(connection.query).claim(TENANT, key)).toMatchObject({
      kind: 'settled',
      state: 'unknown',
    })
    expect(performance.now() - start).toBeGreaterThan(8_900)
    expect(performance.now() - start).toBeLessThan(12_000)
  })
})

describe.each(['fails', 'never answers'])('while the database %s', (how) => {
  let isAway: boolean
  let events: string[]
  let one: Confirmations
  let key: string
  beforeEach(() => {
    isAway = true
    events = []
    key = randomUUID()
    one = instance(async (text, values) => {
      if (!isAway) return connection.query(text, values)
      if (how === 'fails') throw new Error('connection refused')
      return new Promise(() => {})
    }, events)
  })

  test('a double click at one instance is still one attempt', async () => {
    expect(await one.claim(TENANT, key)).toEqual({ kind: 'mine' })
    const waiting = one.claim(TENANT, key)
    const moment = new Date(Date.now() - 1_234)
    await one.settle(TENANT, key, 'done', moment)
    expect(await waiting).toEqual({ kind: 'settled', state: 'done', at: moment })
    expect(events).toEqual(['away'])
  })

  test('what was learned then still explains a rejection when it is back', async () => {
    const moment = new Date()
    await one.claim(TENANT, key)
    await one.settle(TENANT, key, 'unknown', moment)
    isAway = false
    await expect
      .poll(
        async () => {
          await one.claim(TENANT, randomUUID())
          return events
        },
        { timeout: 5_000 },
      )
      .toEqual(['away', 'back'])
    expect(await one.claim(TENANT, key)).toEqual({ kind: 'earlier', state: 'unknown', at: moment })
  })

  test('a claim and its end cost no more than half a second each', async () => {
    const start = performance.now()
    await one.claim(TENANT, key)
    await one.settle(TENANT, key, 'done', new Date())
    expect(performance.now() - start).toBeLessThan(2_500)
  })
})

const server = process.env.TEST_DATABASE_URL

describe.skipIf(!server)(`on PostgreSQL${server ? '' : ' (skipped: TEST_DATABASE_URL is not set)'}`, () => {
  let database: TestPostgres
  let instances: Connection[]
  beforeAll(async () => {
    database = await createTestPostgres(server ?? '')
    instances = Array.from({ length: 3 }, () => openPostgres(database.url))
    for (const each of instances) await migrate(each)
    if (instances[0]) await addTenant(instances[0])
  })
  afterAll(async () => {
    await Promise.all(instances.map((each) => each.close()))
    await database.drop()
  })

  test('of thirty presses at three instances one reaches Cognito, for new codes and for codes used before', async () => {
    const portals = instances.map(({ query }) => instance(query))
    const [first] = portals
    for (const before of [null, 'unknown', 'rejected'] as const) {
      const key = randomUUID()
      if (before && first) {
        await first.claim(TENANT, key)
        await first.settle(TENANT, key, before, new Date())
      }
      let sent = 0
      await Promise.all(
        Array.from({ length: 30 }, async (_, index) => {
          const portal = portals[index % 3]
          const claim = await portal?.claim(TENANT, key)
          if (claim?.kind === 'settled') return
          sent++
          // Longer than all claims take to arrive.
          await instances[0]?.query('select pg_sleep(0.5)')
          await portal?.settle(TENANT, key, 'done', new Date())
        }),
      )
      expect(sent, `before: ${before}`).toBe(1)
    }
  })
})
