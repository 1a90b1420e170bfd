import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Connection } from '../db/connection'
import { migrate } from '../db/migrate'
import { openPostgres } from '../db/postgres'
import { openTestDatabase } from '../db/test-database'
import { createTestPostgres, type TestPostgres } from '../db/test-postgres'
import type { Answer, Command, LimitStore, Step, TakeCommand } from './commands'
import { databaseStore } from './database-store'
import { MemoryStore } from './memory-store'
import type { Limit, LimitName } from './policy'
import { type RedisClient, redisStore } from './redis-store'
import { openRedis } from './store'
import { passSeconds } from './test-counters'
import { hasRedis, startRedis, type TestRedis } from './test-redis'
import { passSecondsInRedis } from './test-stores'

const five: Limit = { times: 5, perSeconds: 60, countedSince: 'first' }

const step = (key: string, limit = five, name: LimitName = 'askPerUser', isPerCode = false): Step => ({
  name,
  key,
  limit,
  isPerCode,
})

function takeOf(steps: readonly Step[], more: Partial<TakeCommand> = {}): TakeCommand {
  return { op: 'take', id: null, mode: 'take', scope: 'acme', markKey: null, steps, issues: null, ...more }
}

async function one(store: LimitStore, command: Command): Promise<Answer> {
  const [answer] = await store.run([command])
  if (!answer) throw new Error('no answer')
  return answer
}

const take = (store: LimitStore, ...steps: Step[]) => one(store, takeOf(steps))
const refund = (store: LimitStore, { rows }: Answer) =>
  one(store, { op: 'refund', id: null, scope: 'acme', rows, mark: null })
const peek = async (store: LimitStore, key: Step) =>
  (await one(store, takeOf([key], { mode: 'peek' }))).rows[0]
const count = (answers: readonly Answer[]) => answers.filter(({ taken }) => taken).length
const times = <T>(many: number, make: (index: number) => T) => Array.from({ length: many }, (_, i) => make(i))

/** What every store guarantees. `instances` returns two, as two instances of the portal have them. */
function promises(instances: () => [LimitStore, LimitStore], pass: (seconds: number) => Promise<void>) {
  test('of a hundred takes at the same time from two instances exactly as many pass as allowed', async () => {
    const stores = instances()
    const key = randomUUID()
    const answers = await Promise.all(times(100, (index) => take(stores[index % 2 ? 0 : 1], step(key))))
    expect(count(answers)).toBe(5)
  })

  test('a hundred in one batch are decided as one after the other', async () => {
    const [store] = instances()
    const key = randomUUID()
    const answers = await store.run(times(100, () => takeOf([step(key)])))
    expect(answers.map(({ taken }) => taken)).toEqual(times(100, (index) => index < 5))
  })

  test('batches of many tenants and people in opposite order keep nobody waiting for each other', async () => {
    const [store, other] = instances()
    const run = randomUUID()
    const commands = times(40, (index) => {
      const tenant = `${run}:${index % 4}`
      return takeOf([step(`${tenant}:${index}`), step(tenant)], { scope: tenant })
    })
    const all = await Promise.all(
      times(6, (index) => (index % 2 ? store.run(commands) : other.run(commands.toReversed()))),
    )
    expect(count(all.flat())).toBe(20)
  })

  test('what was refused is not counted: one given back is one more that passes, and no more', async () => {
    const [store] = instances()
    const key = randomUUID()
    const [first] = await Promise.all(times(50, () => take(store, step(key))))
    if (first) await refund(store, first)
    expect(count(await Promise.all(times(10, () => take(store, step(key)))))).toBe(1)
  })

  test('giving back what nobody took gives nothing', async () => {
    const [store] = instances()
    const key = randomUUID()
    const taken = await take(store, step(key))
    for (let index = 0; index < 4; index++) await refund(store, taken)
    expect(count(await Promise.all(times(20, () => take(store, step(key)))))).toBe(5)
  })

  test('a take that is sent again is answered and counted once, with the code that it began with', async () => {
    const [store, other] = instances()
    const [id, markKey, key, asked] = [randomUUID(), `issued:${randomUUID()}`, randomUUID(), randomUUID()]
    const guess = takeOf([step(key, five, 'confirmPerCode', true)], { id, markKey })
    const issue = takeOf([step(asked)], { id: randomUUID(), markKey, issues: 9 })
    expect(await one(store, guess)).toMatchObject({ taken: true, mark: 0, rows: [{ points: 1 }] })
    expect(await one(other, issue)).toMatchObject({ taken: true, mark: 0 })
    for (const mode of ['take', 'count'] as const)
      expect(await one(other, { ...guess, mode })).toMatchObject({
        taken: true,
        mark: 0,
        rows: [{ points: 1 }],
      })
    expect(await one(store, issue)).toMatchObject({ taken: true, mark: 0, rows: [{ points: 1 }] })
    await one(store, {
      op: 'refund',
      id: issue.id,
      scope: 'acme',
      rows: [],
      mark: { key: markKey, is: 9, was: null },
    })
    expect((await one(store, { ...guess, id: randomUUID() })).rows[0]?.points).toBe(2)
  })

  test('a take is given back once, whatever was answered and however often it is sent', async () => {
    const [store, other] = instances()
    const [markKey, key] = [`issued:${randomUUID()}`, randomUUID()]
    const guesses = times(5, () =>
      takeOf([step(key, five, 'confirmPerCode', true)], { id: randomUUID(), markKey }),
    )
    await one(store, takeOf([step(randomUUID())], { markKey, issues: 3 }))
    await store.run(guesses)
    const rows = [{ key: `confirmPerCode:${key}`, isPerCode: true, expire: 0, before: 0 }]
    const back = (id: string | null): Command => ({ op: 'refund', id, scope: 'acme', rows, mark: null })
    for (const each of [store, other, store]) await one(each, back(guesses[0]?.id ?? ''))
    // A take that never arrived has no refund.
    await one(store, back(randomUUID()))
    const more = takeOf([step(key, five, 'confirmPerCode', true)], { markKey })
    expect(count(await other.run(times(9, () => more)))).toBe(1)
  })

  test('a refusal of a later limit leaves those before it as they were, with their times', async () => {
    const [store] = instances()
    const [free, full] = [randomUUID(), randomUUID()]
    const last: Limit = { times: 5, perSeconds: 600, countedSince: 'last' }
    await take(store, step(free, last))
    await Promise.all(times(5, () => take(store, step(full))))
    await pass(30)
    const refused = await take(store, step(free, last), step(full))
    expect(refused).toMatchObject({ taken: false, rows: [{ points: 1 }, { points: 5 }] })
    expect(await peek(store, step(free, last))).toMatchObject({ points: 1 })
    expect((await peek(store, step(free, last)))?.leftMs).toBeLessThanOrEqual(570_000)
  })

  test('what is given back leaves the time as it was before', async () => {
    const [store] = instances()
    const key = randomUUID()
    const last: Limit = { times: 5, perSeconds: 600, countedSince: 'last' }
    await take(store, step(key, last))
    await pass(100)
    const second = await take(store, step(key, last))
    expect(second.rows[0]?.leftMs).toBeGreaterThan(590_000)
    await refund(store, second)
    const left = (await peek(store, step(key, last)))?.leftMs
    expect(left).toBeLessThanOrEqual(500_000)
    expect(left).toBeGreaterThan(480_000)
  })

  test('keys, names and tenants do not mix', async () => {
    const [store] = instances()
    const key = randomUUID()
    await Promise.all(times(9, () => take(store, step(key))))
    expect(await take(store, step(`${key}2`))).toMatchObject({ taken: true })
    expect(await take(store, step(key, five, 'askBurst'))).toMatchObject({ taken: true })
  })

  test('a window that began is over when its time is, and not before', async () => {
    const [store] = instances()
    const short = step(randomUUID(), { times: 2, perSeconds: 3, countedSince: 'first' })
    const start = performance.now()
    expect(count([await take(store, short), await take(store, short), await take(store, short)])).toBe(2)
    await expect
      .poll(async () => (await take(store, short)).taken, { timeout: 10_000, interval: 20 })
      .toBe(true)
    expect(performance.now() - start).toBeGreaterThan(2_900)
  })

  test('counted since the last, each taken one begins the time anew; counted since the first, none does', async () => {
    const [store] = instances()
    for (const countedSince of ['first', 'last'] as const) {
      const limited = step(randomUUID(), { times: 5, perSeconds: 60, countedSince })
      await take(store, limited)
      await expect
        .poll(async () => (await peek(store, limited))?.leftMs, { interval: 20 })
        .toBeLessThan(59_900)
      const leftMs = (await take(store, limited)).rows[0]?.leftMs
      if (countedSince === 'first') expect(leftMs).toBeLessThan(59_900)
      else expect(leftMs).toBeGreaterThan(59_900)
    }
  })

  test('a refused one learns when to come again', async () => {
    const [store] = instances()
    const key = randomUUID()
    await Promise.all(times(5, () => take(store, step(key))))
    const refused = await take(store, step(key))
    expect(refused).toMatchObject({ taken: false, rows: [{ points: 5 }] })
    expect(refused.rows[0]?.leftMs).toBeCloseTo(60_000, -4)
  })

  test('what is counted per code starts anew with a new one, and goes on where that was never sent', async () => {
    const [store, other] = instances()
    const [markKey, key] = [`issued:${randomUUID()}`, randomUUID()]
    const guess = takeOf([step(key, five, 'confirmPerCode', true)], { markKey })
    const ask = (issues: number) => takeOf([step(randomUUID())], { markKey, issues })
    expect(count(await store.run(times(9, () => guess)))).toBe(5)
    const issued = await one(store, ask(2_000_000_000))
    expect(count(await other.run(times(9, () => guess)))).toBe(5)
    const mark = { key: markKey, is: 2_000_000_000, was: issued.mark }
    await one(store, { op: 'refund', id: null, scope: 'acme', rows: issued.rows, mark })
    expect(count(await other.run(times(9, () => guess)))).toBe(0)
    await one(store, ask(7))
    // Not the newest any more: giving it back changes nothing.
    await one(store, { op: 'refund', id: null, scope: 'acme', rows: [], mark })
    expect((await one(other, guess)).mark).toBe(7)
  })

  test('decides every sequence as the memory of a process does', async () => {
    const limitOf: Record<string, Limit> = {
      a: { times: 2, perSeconds: 60, countedSince: 'last' },
      b: { times: 3, perSeconds: 100, countedSince: 'first' },
      c: { times: 1, perSeconds: 40, countedSince: 'last' },
    }
    const action = fc.oneof(
      { weight: 6, arbitrary: fc.record({ keys: fc.subarray(['a', 'b', 'c'], { minLength: 1 }) }) },
      { weight: 1, arbitrary: fc.record({ keys: fc.constant(['a', 'c']), isForced: fc.constant(true) }) },
      {
        weight: 1,
        arbitrary: fc.record({ keys: fc.constant(['b']), issues: fc.integer({ min: 1, max: 9 }) }),
      },
      { weight: 2, arbitrary: fc.record({ refundOf: fc.nat(5) }) },
      { weight: 2, arbitrary: fc.record({ seconds: fc.constantFrom(7, 33, 77) }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
        const [store] = instances()
        const run = randomUUID()
        let passed = 0
        const memory = new MemoryStore(() => performance.now() + passed)
        const history: [Answer, Answer, number][] = []
        for (const each of actions) {
          if ('seconds' in each) {
            passed += each.seconds * 1_000
            await pass(each.seconds)
            continue
          }
          if ('refundOf' in each) {
            const [mine, theirs, at = 0] = history.at(-1 - each.refundOf) ?? []
            if (!mine?.taken || !theirs) continue
            // Time passes for a store by ageing its counts, those in the answer too.
            const older = (end: number) => (end > 0 ? end - (passed - at) : end)
            const rows = theirs.rows.map((row) => ({
              ...row,
              expire: older(row.expire),
              before: older(row.before),
            }))
            memory.run([{ op: 'refund', id: null, scope: run, rows: mine.rows, mark: null }])
            await one(store, { op: 'refund', id: null, scope: run, rows, mark: null })
            continue
          }
          const command = takeOf(
            each.keys.map((key) => step(`${run}:${key}`, limitOf[key], 'askPerUser', key === 'a')),
            {
              scope: run,
              markKey: `issued:${run}`,
              mode: 'isForced' in each ? 'count' : 'take',
              issues: 'issues' in each ? each.issues : null,
            },
          )
          const [mine] = memory.run([command])
          const theirs = await one(store, command)
          if (!mine) throw new Error('no answer')
          history.push([mine, theirs, passed])
          const seen = ({ taken, mark, rows }: Answer) => ({
            taken,
            mark,
            rows: rows.map(({ key, points, leftMs }) => [
              key,
              points,
              points > 0 && Math.round(leftMs / 5_000),
            ]),
          })
          expect(seen(theirs)).toEqual(seen(mine))
        }
      }),
      { numRuns: 25 },
    )
  }, 60_000)
}

/** Not of the embedded database, whose clock is the process's. */
function keepsItsOwnTime(instances: () => [LimitStore, LimitStore]) {
  test('a process whose clock is two hours wrong neither opens a window early nor keeps it shut', async () => {
    const [store] = instances()
    const key = randomUUID()
    await Promise.all(times(5, () => take(store, step(key))))
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7_200_000 })
    try {
      const refused = await take(store, step(key))
      expect(refused.taken).toBe(false)
      expect(refused.rows[0]?.leftMs).toBeLessThanOrEqual(60_000)
    } finally {
      vi.useRealTimers()
    }
  })
}

describe('the memory of a process', () => {
  let passed = 0
  const memory = new MemoryStore(() => performance.now() + passed)
  const store: LimitStore = { run: async (commands) => memory.run(commands) }
  promises(
    () => [store, store],
    async (seconds) => {
      passed += seconds * 1_000
    },
  )
})

describe('the embedded database', () => {
  let connection: Connection
  beforeAll(async () => {
    connection = await openTestDatabase()
  })
  afterAll(() => connection.close())
  const store = databaseStore((text, values) => connection.query(text, values))
  promises(
    () => [store, store],
    (seconds) => passSeconds(connection, seconds),
  )
})

const server = process.env.TEST_DATABASE_URL
describe.skipIf(!server)(`PostgreSQL${server ? '' : ' (skipped: TEST_DATABASE_URL is not set)'}`, () => {
  let database: TestPostgres
  let connections: [Connection, Connection]
  beforeAll(async () => {
    database = await createTestPostgres(server ?? '')
    connections = [openPostgres(database.url), openPostgres(database.url)]
    await Promise.all(connections.map((instance) => migrate(instance)))
  })
  afterAll(async () => {
    await Promise.all(connections.map((instance) => instance.close()))
    await database.drop()
  })
  const instances = (): [LimitStore, LimitStore] => [
    databaseStore(connections[0].query),
    databaseStore(connections[1].query),
  ]
  promises(instances, (seconds) => passSeconds(connections[0], seconds))
  keepsItsOwnTime(instances)
})

describe.skipIf(!hasRedis)(`Redis${hasRedis ? '' : ' (skipped: redis-server is not installed)'}`, () => {
  let redis: TestRedis
  let clients: [RedisClient, RedisClient]
  beforeAll(async () => {
    redis = await startRedis()
    clients = [await openRedis(redis.url), await openRedis(redis.url)]
  })
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()))
    await redis.stop()
  })
  const instances = (): [LimitStore, LimitStore] => [redisStore(clients[0]), redisStore(clients[1])]
  promises(instances, (seconds) => passSecondsInRedis(clients[0], seconds))
  keepsItsOwnTime(instances)
})
