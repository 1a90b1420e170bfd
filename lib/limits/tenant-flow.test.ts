import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Connection } from '../db/connection'
import { openTestDatabase } from '../db/test-database'
import type { Counters } from './counters'
import { takeFlowFrom } from './tenant-flow'
import { testCounters } from './test-counters'

let connection: Connection
let counters: Counters
beforeAll(async () => {
  connection = await openTestDatabase()
  counters = testCounters(connection)
})
afterAll(() => connection.close())
beforeEach(async () => {
  await connection.query('delete from rate_limits')
})

const flow = (times: number, patienceMs: number, tenantId = 'acme') =>
  Promise.all(Array.from({ length: times }, () => takeFlowFrom(counters, tenantId, patienceMs)))
const count = (results: readonly boolean[]) => results.filter(Boolean).length

test('thirty calls a second pass at once, and who cannot wait is turned away', async () => {
  expect(count(await flow(40, 0))).toBe(30)
})

test('a rush of fifty is slowed, not turned away', async () => {
  const start = performance.now()
  expect(count(await flow(50, 3_000))).toBe(50)
  expect(performance.now() - start).toBeGreaterThan(900)
})

test('a flood does not queue without end: the rest is turned away at once', async () => {
  const results = await flow(400, 1_100)
  expect(count(results)).toBeLessThanOrEqual(90)
  expect(count(results)).toBeGreaterThanOrEqual(30)
})

test('one tenant’s flood takes nothing from another', async () => {
  const flood = flow(100, 500, 'flooded')
  expect(count(await flow(10, 0, 'quiet'))).toBe(10)
  await flood
})
