import { expect, test } from '@playwright/test'
import { actions, liesIn, type Result, services, stores } from './fault-cells'
import { cellsOf, openPair, type Pair, runState } from './fault-matrix'
import { holdMatrix } from './fault-table'

/** The whole fault matrix: no page lies, and what is seen is what the first table of docs/reliability.md says. */
const server = process.env.TEST_DATABASE_URL
test.skip(!server, 'TEST_DATABASE_URL is not set: two instances need a PostgreSQL server to share.')
test.describe.configure({ mode: 'serial', timeout: 300_000 })

const results: Result[] = []
let pair: Pair
test.beforeAll(async () => {
  test.setTimeout(180_000)
  pair = await openPair()
})
test.afterAll(() => pair?.close())

for (const store of stores) {
  for (const service of services) {
    test(`no page lies with the store ${store} and Cognito ${service}`, async () => {
      const found = await runState(pair, store, service, cellsOf(store, service))
      results.push(...found)
      expect.soft(liesIn(found)).toEqual([])
    })
  }
}

test('the table of the documentation is what was seen', () => {
  expect(results).toHaveLength(stores.length * services.length * actions.length * 4)
  expect(liesIn(results)).toEqual([])
  expect(holdMatrix('docs/reliability.md', results)).toEqual([])
})
