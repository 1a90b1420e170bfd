import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Connection, Query } from '../db/connection'
import { migrate } from '../db/migrate'
import { openPostgres } from '../db/postgres'
import { addTestTenant, openTestDatabase } from '../db/test-database'
import { createTestPostgres, type TestPostgres } from '../db/test-postgres'
import { circuitBreaker } from '../platform/circuit-breaker'
import type { Claim, Held, SettledState } from './attempts'
import { confirmations } from './confirmation-memory'
import { databaseConfirmations } from './confirmation-store'

const TENANT = '00000000-0000-4000-8000-000000000001'
const REQUEST = 'a-request'

/** The claim is granted, and the store says that nobody used the code. */
const fresh = { kind: 'mine', earlier: null, isLookedUp: true }
/** The claim is granted, and this is how the code was used before. */
const usedBefore = (state: 'done' | 'unknown', at: Date | null = null) => ({
  kind: 'mine',
  earlier: { state, ...(at && { at }) },
})
const addTenant = (connection: Connection) => addTestTenant(connection, TENANT, 'acme')

/** One instance's view of the memory, for codes by name; who claimed one settles it. */
function instance(query: Query, events: string[] = []) {
  const memory = confirmations({
    store: databaseConfirmations(query),
    breaker: circuitBreaker({
      probeEveryMs: 50,
      onOpen: () => events.push('away'),
      onClose: () => events.push('back'),
    }),
  })
  const held = new Map<string, Held>()
  const heldFor = (key: string) => {
    const found = held.get(key)
    if (!found) throw new Error('Nobody here holds this code')
    return found
  }
  return {
    async claim(key: string, request = REQUEST, limitMs = 1_000): Promise<Claim> {
      const claimed = await memory.claim({ tenantId: TENANT, key, request }, limitMs)
      if (claimed.kind === 'mine') held.set(key, claimed)
      return claimed
    },
    settle: (key: string, state: SettledState, at: Date, limitMs?: number) =>
      memory.settle(heldFor(key), state, at, limitMs),
    release: (key: string) => memory.release(heldFor(key)),
    saved: () => memory.saved(),
  }
}
type Instance = ReturnType<typeof instance>

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
  await addTenant(connection)
})
afterAll(() => connection.close())

/** Moves everything in the table that far into the past. */
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
  let one: Instance
  let other: Instance
  let key: string
  beforeEach(() => {
    one = instance(connection.query)
    other = instances === 1 ? one : instance(connection.query)
    key = randomUUID()
  })

  test('a code that nobody used is whoever asks first', async () => {
    expect(await one.claim(key)).toMatchObject(fresh)
  })

  test.each(['done', 'unknown', 'rejected'] as const)(
    'who asks while an attempt is under way waits and is told that it ended %s',
    async (state) => {
      await one.claim(key)
      const waiting = other.claim(key)
      const moment = new Date(Date.now() - 1_234)
      await one.settle(key, state, moment)
      expect(await waiting).toMatchObject({ kind: 'settled', state, at: moment, request: REQUEST })
    },
  )

  test('of ten at the same time one gets the claim and nine learn how it ended', async () => {
    const portals = Array.from({ length: 10 }, (_, index) => (index % 2 ? one : other))
    const claims = portals.map((portal) => portal.claim(key))
    const first = await Promise.any(
      claims.map(async (claim, index) => {
        const result = await claim
        if (result.kind !== 'mine') throw new Error('not this one')
        expect(result).toMatchObject(fresh)
        return portals[index]
      }),
    )
    await first?.settle(key, 'done', new Date())
    const kinds = (await Promise.all(claims)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'mine')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'settled')).toHaveLength(9)
  })

  test('a claim that was let go is whoever’s waits', async () => {
    await one.claim(key)
    const waiting = other.claim(key)
    await one.release(key)
    expect(await waiting).toMatchObject(fresh)
  })

  test('a rejected code may be tried again', async () => {
    await one.claim(key)
    await one.settle(key, 'rejected', new Date())
    expect(await other.claim(key)).toMatchObject(fresh)
  })

  test.each(['done', 'unknown'] as const)(
    'a code whose attempt ended %s may be tried again, and every later try knows of it',
    async (state) => {
      const moment = new Date()
      await one.claim(key)
      await one.settle(key, state, moment)
      expect(await other.claim(key)).toMatchObject(usedBefore(state, moment))
      await other.settle(key, 'rejected', new Date())
      expect(await one.claim(key)).toMatchObject(usedBefore(state, moment))
      await one.release(key)
      expect(await other.claim(key)).toMatchObject(usedBefore(state))
    },
  )
})

describe('time', () => {
  test('after a quarter of an hour nothing explains a later rejection', async () => {
    const key = randomUUID()
    const one = instance(connection.query)
    await one.claim(key)
    await one.settle(key, 'unknown', new Date())
    await age(14 * 60)
    const other = instance(connection.query)
    expect(await other.claim(key)).toMatchObject(usedBefore('unknown'))
    await other.settle(key, 'rejected', new Date())
    await age(2 * 60)
    expect(await instance(connection.query).claim(key)).toMatchObject(fresh)
  })

  test('an attempt whose process ended in the middle may have worked, and is said so', async () => {
    const key = randomUUID()
    await instance(connection.query).claim(key)
    await age(13)
    expect(await instance(connection.query).claim(key)).toMatchObject(usedBefore('unknown'))
  })

  test('nobody waits longer than nine seconds for another’s attempt', async () => {
    const key = randomUUID()
    await instance(connection.query).claim(key)
    const start = performance.now()
    expect(await instance(connection.query).claim(key)).toMatchObject({
      kind: 'settled',
      state: 'unknown',
    })
    expect(performance.now() - start).toBeGreaterThan(8_900)
    expect(performance.now() - start).toBeLessThan(12_000)
  })
})

describe.each(['is away', 'never answers'])('while the database %s', (how) => {
  let isAway: boolean
  let events: string[]
  let one: Instance
  let key: string
  beforeEach(() => {
    isAway = true
    events = []
    key = randomUUID()
    one = instance(async (text, values) => {
      if (!isAway) return connection.query(text, values)
      if (how === 'never answers') return new Promise(() => {})
      throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
    }, events)
  })
  const claim = () => one.claim(key, REQUEST, 100)

  test('a code that this process does not know is not looked up, which is not the same as new', async () => {
    expect(await claim()).toMatchObject({ kind: 'mine', earlier: null, isLookedUp: false })
    expect(await one.settle(key, 'rejected', new Date(), 100)).toMatchObject({ isLookedUp: false })
  })

  test('a double click at one instance is still one attempt', async () => {
    await claim()
    const waiting = claim()
    const moment = new Date(Date.now() - 1_234)
    await one.settle(key, 'done', moment)
    expect(await waiting).toMatchObject({ kind: 'settled', state: 'done', at: moment, request: REQUEST })
  })

  test('who waited for an attempt that was rejected does not take that for a look at the store', async () => {
    await claim()
    const waiting = claim()
    await one.settle(key, 'rejected', new Date(), 100)
    expect(await waiting).toMatchObject({ kind: 'settled', state: 'rejected', isLookedUp: false })
  })

  test('what was learned then still explains a rejection', async () => {
    const moment = new Date()
    await claim()
    await one.settle(key, 'unknown', moment)
    isAway = false
    await expect.poll(claim).toMatchObject(usedBefore('unknown', moment))
  })
})

describe('a database that is late', () => {
  test('is waited for as long as there is time, and no outage is made of it', async () => {
    const events: string[] = []
    const key = randomUUID()
    const other = instance(connection.query)
    await other.claim(key)
    const moment = new Date()
    await other.settle(key, 'unknown', moment)
    const late = instance(async (text, values) => {
      await pause(700)
      return connection.query(text, values)
    }, events)
    expect(await late.claim(key)).toMatchObject({ ...usedBefore('unknown', moment), isLookedUp: true })
    expect(events).toEqual([])
  })

  test('still says before anybody is told "wrong" whether the code was used', async () => {
    const key = randomUUID()
    const other = instance(connection.query)
    await other.claim(key)
    const moment = new Date()
    await other.settle(key, 'done', moment)
    let answer = () => {}
    const asked = new Promise<void>((resolve) => {
      answer = resolve
    })
    const late = instance(async (text, values) => {
      await asked
      return connection.query(text, values)
    })
    expect(await late.claim(key, 'another-request', 20)).toMatchObject({ earlier: null, isLookedUp: false })
    const known = late.settle(key, 'rejected', new Date(), 5_000)
    answer()
    expect(await known).toMatchObject({ isLookedUp: true, earlier: { state: 'done', at: moment } })
  })

  test('learns how an attempt ended when it is back, for every other instance', async () => {
    const key = randomUUID()
    let isAway = true
    const one = instance(async (text, values) => {
      if (isAway) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
      return connection.query(text, values)
    })
    const moment = new Date()
    await one.claim(key)
    await one.settle(key, 'unknown', moment)
    isAway = false
    await one.saved()
    expect(await instance(connection.query).claim(key)).toMatchObject(usedBefore('unknown', moment))
  })
})

// During a soak an instance called a code wrong that another one had used by itself in the last moment of an outage.
test('a database that has just come back is not believed before other instances have told it what they did', async () => {
  const events: string[] = []
  let isAway = true
  const one = instance(async (text, values) => {
    if (isAway) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
    return connection.query(text, values)
  }, events)
  const rejected = async () => {
    const key = randomUUID()
    await one.claim(key)
    return one.settle(key, 'rejected', new Date())
  }
  expect(await rejected()).toMatchObject({ isLookedUp: false })
  // Longer than a connection that broke while idle.
  await pause(600)
  isAway = false
  await expect.poll(() => rejected().then(() => events)).toContain('back')
  expect(await rejected()).toMatchObject({ earlier: null, isLookedUp: false })
  await expect.poll(rejected, { timeout: 5_000 }).toMatchObject({ earlier: null, isLookedUp: true })
})

describe('an attempt', () => {
  test('that asks the store twice is one attempt', async () => {
    const key = randomUUID()
    const failsAfterwards = { once: true }
    const one = instance(async (text, values) => {
      const rows = await connection.query(text, values)
      if (!failsAfterwards.once) return rows
      failsAfterwards.once = false
      throw new Error('Connection terminated unexpectedly')
    })
    expect(await one.claim(key)).toMatchObject(fresh)
  })

  // Sent again, a release once took away what it had restored.
  test('whose release is sent twice leaves what was known before', async () => {
    const key = randomUUID()
    const moment = new Date()
    const first = instance(connection.query)
    await first.claim(key)
    await first.settle(key, 'done', moment)
    let isLost = false
    const one = instance(async (text, values) => {
      const rows = await connection.query(text, values)
      if (!isLost) return rows
      isLost = false
      throw new Error('Connection terminated unexpectedly')
    })
    await one.claim(key)
    isLost = true
    await one.release(key)
    await one.saved()
    expect(await instance(connection.query).claim(key)).toMatchObject(usedBefore('done', moment))
  })

  test('whose end comes after another one began stands behind that one', async () => {
    const key = randomUUID()
    const slow = instance(connection.query)
    await slow.claim(key)
    await age(13)
    const quick = instance(connection.query)
    expect(await quick.claim(key, 'another-request')).toMatchObject(usedBefore('unknown'))
    const moment = new Date()
    await slow.settle(key, 'done', moment)
    expect(await quick.settle(key, 'rejected', new Date())).toMatchObject({
      earlier: { state: 'done', at: moment, request: REQUEST },
    })
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
        await first.claim(key)
        await first.settle(key, before, new Date())
      }
      let sent = 0
      await Promise.all(
        Array.from({ length: 30 }, async (_, index) => {
          const portal = portals[index % 3]
          const claim = await portal?.claim(key)
          if (claim?.kind === 'settled') return
          sent++
          // Longer than it takes all claims to arrive.
          await instances[0]?.query('select pg_sleep(0.5)')
          await portal?.settle(key, 'done', new Date())
        }),
      )
      expect(sent, `before: ${before}`).toBe(1)
    }
  })
})
