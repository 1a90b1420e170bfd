import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Connection } from '../db/connection'
import { migrate } from '../db/migrate'
import { openPostgres } from '../db/postgres'
import { openTestDatabase } from '../db/test-database'
import { createTestPostgres, type TestPostgres } from '../db/test-postgres'
import { DatabaseLimiter } from './database-limiter'
import type { Limit } from './policy'
import { type RedisClient, redisLimiter } from './redis-limiter'
import { openRedis } from './store'

type Make = (name: string, limit: Limit) => RateLimiterAbstract

const five: Limit = { times: 5, perSeconds: 60, countedSince: 'first' }
const takes = async (limiter: RateLimiterAbstract, key: string): Promise<boolean> =>
  limiter.consume(key).then(
    () => true,
    (refusal: unknown) => {
      if (refusal instanceof Error) throw refusal
      return false
    },
  )
const count = (results: readonly boolean[]) => results.filter(Boolean).length

/** What every shared store promises. `instances` gives two limiters as two instances of the portal have them. */
function promises(instances: () => [Make, Make]) {
  test('of a hundred takes at the same time from two instances exactly as many pass as allowed', async () => {
    const [one, other] = instances()
    const [a, b] = [one('suite', five), other('suite', five)]
    const key = randomUUID()
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, index) => takes(index % 2 ? a : b, key)),
    )
    expect(count(results)).toBe(5)
  })

  test('what was refused is not counted: one given back is one more that passes, and no more', async () => {
    const [make] = instances()
    const limiter = make('suite', five)
    const key = randomUUID()
    await Promise.all(Array.from({ length: 50 }, () => takes(limiter, key)))
    await limiter.reward(key)
    expect(count(await Promise.all(Array.from({ length: 10 }, () => takes(limiter, key))))).toBe(1)
  })

  test('giving back what nobody took gives nothing', async () => {
    const [make] = instances()
    const limiter = make('suite', five)
    const key = randomUUID()
    await Promise.all([limiter.reward(key), limiter.reward(key), limiter.reward(key)])
    expect(count(await Promise.all(Array.from({ length: 20 }, () => takes(limiter, key))))).toBe(5)
  })

  test('keys and names do not mix', async () => {
    const [make] = instances()
    const key = randomUUID()
    await Promise.all(Array.from({ length: 9 }, () => takes(make('suite', five), key)))
    expect(await takes(make('suite', five), `${key}2`)).toBe(true)
    expect(await takes(make('suite2', five), key)).toBe(true)
  })

  test('a window that began is over when its time is, and not before', async () => {
    const [make] = instances()
    const limiter = make('short', { times: 2, perSeconds: 3, countedSince: 'first' })
    const key = randomUUID()
    const start = performance.now()
    expect(count([await takes(limiter, key), await takes(limiter, key), await takes(limiter, key)])).toBe(2)
    await expect.poll(() => takes(limiter, key), { timeout: 10_000, interval: 20 }).toBe(true)
    expect(performance.now() - start).toBeGreaterThan(2_900)
  })

  test('counted since the last, each taken one begins the time anew; counted since the first, none does', async () => {
    const [make] = instances()
    for (const countedSince of ['first', 'last'] as const) {
      const limiter = make(countedSince, { times: 5, perSeconds: 60, countedSince })
      const key = randomUUID()
      await limiter.consume(key)
      await expect
        .poll(async () => (await limiter.get(key))?.msBeforeNext, { interval: 20 })
        .toBeLessThan(59_900)
      const { msBeforeNext } = await limiter.consume(key)
      if (countedSince === 'first') expect(msBeforeNext).toBeLessThan(59_900)
      else expect(msBeforeNext).toBeGreaterThan(59_900)
    }
  })

  test('a refused one learns when to come again', async () => {
    const [make] = instances()
    const limiter = make('suite', five)
    const key = randomUUID()
    await Promise.all(Array.from({ length: 5 }, () => takes(limiter, key)))
    const refusal: unknown = await limiter.consume(key).catch((reason: unknown) => reason)
    expect(refusal).toMatchObject({ remainingPoints: 0, consumedPoints: 6 })
    expect(refusal).toHaveProperty('msBeforeNext', expect.closeTo(60_000, -4))
  })

  test('what is written can be read, replaced and forgotten', async () => {
    const [make, other] = instances()
    const key = randomUUID()
    await make('mark', five).set(key, 2_000_000_000, 60)
    expect((await other('mark', five).get(key))?.consumedPoints).toBe(2_000_000_000)
    await make('mark', five).set(key, 7, 60)
    expect((await other('mark', five).get(key))?.consumedPoints).toBe(7)
    await make('mark', five).delete(key)
    expect(await other('mark', five).get(key)).toBeNull()
  })
}

/** Not of the embedded database, whose clock is the process's. */
function keepsItsOwnTime(instances: () => [Make, Make]) {
  test('a process whose clock is two hours wrong neither opens a window early nor keeps it shut', async () => {
    const [make] = instances()
    const limiter = make('suite', five)
    const key = randomUUID()
    await Promise.all(Array.from({ length: 5 }, () => takes(limiter, key)))
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7_200_000 })
    try {
      expect(await takes(limiter, key)).toBe(false)
      expect((await limiter.get(key))?.msBeforeNext).toBeLessThanOrEqual(60_000)
    } finally {
      vi.useRealTimers()
    }
  })
}

describe('the embedded database', () => {
  let connection: Connection
  beforeAll(async () => {
    connection = await openTestDatabase()
  })
  afterAll(() => connection.close())
  const make: Make = (name, limit) => new DatabaseLimiter(connection.query, name, limit)
  promises(() => [make, make])
})

const server = process.env.TEST_DATABASE_URL
describe.skipIf(!server)(`PostgreSQL${server ? '' : ' (skipped: TEST_DATABASE_URL is not set)'}`, () => {
  let database: TestPostgres
  let instances: Connection[]
  beforeAll(async () => {
    database = await createTestPostgres(server ?? '')
    instances = [openPostgres(database.url), openPostgres(database.url)]
    await Promise.all(instances.map((instance) => migrate(instance)))
  })
  afterAll(async () => {
    await Promise.all(instances.map((instance) => instance.close()))
    await database.drop()
  })
  const make =
    (index: number): Make =>
    (name, limit) =>
      new DatabaseLimiter(async (text, values) => instances[index]?.query(text, values) ?? [], name, limit)
  promises(() => [make(0), make(1)])
  keepsItsOwnTime(() => [make(0), make(1)])
})

const hasRedis = spawnSync('redis-server', ['--version']).status === 0
describe.skipIf(!hasRedis)(`Redis${hasRedis ? '' : ' (skipped: redis-server is not installed)'}`, () => {
  let child: ReturnType<typeof spawn>
  let clients: RedisClient[]
  beforeAll(async () => {
    const port = String(20_000 + (process.pid % 20_000))
    child = spawn('redis-server', ['--port', port, '--bind', '127.0.0.1', '--save', '', '--daemonize', 'no'])
    if (child.stdout)
      for await (const line of child.stdout) if (String(line).includes('Ready to accept')) break
    clients = [await openRedis(`redis://127.0.0.1:${port}`), await openRedis(`redis://127.0.0.1:${port}`)]
  })
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()))
    child.kill()
    await once(child, 'exit')
  })
  const make =
    (index: number): Make =>
    (name, limit) => {
      const client = clients[index]
      if (!client) throw new Error('not connected')
      return redisLimiter(client, name, limit)
    }
  promises(() => [make(0), make(1)])
  keepsItsOwnTime(() => [make(0), make(1)])
})
