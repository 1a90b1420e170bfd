import { expect, test } from '@playwright/test'
import { liesIn, type Service, type Store } from './fault-cells'
import { cellsOf, openPair, type Pair, runState } from './fault-matrix'

/** A sample of the fault matrix; all of it is `npm run proof`, which holds the table of docs/reliability.md to it. */
const server = process.env.TEST_DATABASE_URL
test.skip(!server, 'TEST_DATABASE_URL is not set: two instances need a PostgreSQL server to share.')
test.describe.configure({ timeout: 180_000 })

let pair: Pair
test.beforeAll(async () => {
  test.setTimeout(180_000)
  pair = await openPair()
})
test.afterAll(() => pair?.close())

const sample: [Store, Service][] = [
  ['quick', 'lost'],
  ['late', 'quick'],
  ['gone', 'lost'],
  ['quick', 'gone'],
]

for (const [store, service] of sample) {
  test(`no page lies with the store ${store} and Cognito ${service}`, async () => {
    expect(liesIn(await runState(pair, store, service, cellsOf(store, service)))).toEqual([])
  })
}
