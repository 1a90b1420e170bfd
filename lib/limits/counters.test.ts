import { RateLimiterMemory } from 'rate-limiter-flexible'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Connection, Query } from '../db/connection'
import { openTestDatabase } from '../db/test-database'
import { type Counters, counters } from './counters'
import { databaseStore } from './database-store'
import type { LimitName } from './policy'

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
})
afterAll(() => connection.close())

let answer: 'at once' | 'fails' | 'never'
let events: string[]
let shared: Counters
const query: Query = async (text, values) => {
  if (answer === 'fails') throw new Error('connection refused')
  if (answer === 'never') return new Promise(() => {})
  return connection.query(text, values)
}

beforeEach(async () => {
  await connection.query('delete from rate_limits')
  answer = 'at once'
  events = []
  shared = counters({
    store: async () => databaseStore(query),
    factor: 1,
    onAway: () => events.push('away'),
    onBack: () => events.push('back'),
  })
})

async function passing(name: LimitName, key: string, times: number): Promise<number> {
  let passed = 0
  for (let index = 0; index < times; index++) if ((await shared.take(name, key)).taken) passed++
  return passed
}

test('a take says what is left and when the key is whole again', async () => {
  const take = await shared.take('askPerUser', 'k')
  expect(take).toMatchObject({ taken: true, remaining: 4 })
  expect(take.taken && take.endsAt.getTime() - Date.now()).toBeGreaterThan(3_590_000)
  expect(await shared.peek('askPerUser', 'k')).toMatchObject({ remaining: 4 })
  expect(await shared.peek('askPerUser', 'other')).toEqual({ remaining: 5, endsAt: null })
  await shared.forget('askPerUser', 'k')
  expect(await shared.peek('askPerUser', 'k')).toEqual({ remaining: 5, endsAt: null })
})

/** The mark that stands in the key of what is counted per code. */
async function markOf(key: string): Promise<number> {
  const result = await shared.takeInOrder(key, [{ name: 'confirmPerCode', key, isPerCode: true }])
  const [, counted = ''] = (result.taken && result.all[0]) || []
  return Number(counted.slice(`${key}:`.length))
}

test('every issued code has its own mark, and no code has none', async () => {
  expect(await markOf('k')).toBe(0)
  const marks = new Set<number>()
  for (let index = 0; index < 20; index++) {
    await shared.markIssued('k')
    marks.add(await markOf('k'))
  }
  expect(marks.size).toBe(20)
  expect(marks.has(0)).toBe(false)
})

describe.each(['fails', 'never'] as const)('while the store %s', (how) => {
  test('limits are halved and never gone, for every user apart', async () => {
    answer = how
    expect(await passing('askPerUser', 'ada', 10)).toBe(2)
    expect(await passing('askPerUser', 'bob', 10)).toBe(2)
    expect(await passing('askBurst', 'ada', 10)).toBe(1)
    expect(await passing('confirmPerCode', 'ada', 10)).toBe(2)
    expect(await passing('askFromAddress', 'ada', 10)).toBe(1)
  })

  test('nobody waits longer than half a second, and then nobody waits', async () => {
    answer = how
    const start = performance.now()
    await shared.take('askPerUser', 'ada')
    expect(performance.now() - start).toBeLessThan(2_000)
    const again = performance.now()
    await passing('askPerAddress', 'ada', 20)
    expect(performance.now() - again).toBeLessThan(4_000)
  })

  test('giving back opens nothing', async () => {
    answer = how
    await passing('askPerUser', 'ada', 2)
    for (let index = 0; index < 5; index++) await shared.giveBack(['askPerUser', 'ada'])
    expect(await passing('askPerUser', 'ada', 5)).toBe(0)
  })

  test('the outage is told once, and so is its end, a second or two after it', async () => {
    answer = how
    await passing('askPerUser', 'ada', 5)
    answer = 'at once'
    const eventsAfterAnotherTake = async () => {
      await shared.take('askPerUser', 'bob')
      return events
    }
    await expect.poll(eventsAfterAnotherTake, { timeout: 5_000 }).toEqual(['away', 'back'])
    expect(await shared.peek('askPerUser', 'carol')).toEqual({ remaining: 5, endsAt: null })
  })
})

test('a store that cannot be opened is opened later', async () => {
  let opened = 0
  const late = counters({
    store: async () => {
      opened++
      if (opened === 1) throw new Error('not yet')
      return {
        limiter: (name, limit) =>
          new RateLimiterMemory({ keyPrefix: name, points: limit.times, duration: limit.perSeconds }),
      }
    },
    factor: 1,
    onAway: () => events.push('away'),
    onBack: () => events.push('back'),
  })
  await late.take('askPerUser', 'ada')
  await expect.poll(async () => (await late.peek('askPerUser', 'bob')).remaining, { timeout: 5_000 }).toBe(5)
  expect(events).toEqual(['away', 'back'])
})
