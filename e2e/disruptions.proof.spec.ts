import { expect, test } from '@playwright/test'
import { Place, server } from './disruptions/place'
import { endProcess } from './disruptions/process'
import { disturbStores } from './disruptions/stores'
import { disturbSurroundings } from './disruptions/surroundings'
import { holdDisruptions } from './disruptions/table'

/**
 * What strikes in the middle of things, on each page: a database that is read-only, full, out of connections or fails
 * over, Redis, SES, a clock that jumps, the end of the process. The document's second table is what is seen here.
 */
test.skip(!server, 'TEST_DATABASE_URL is not set: there is no PostgreSQL server to disturb.')
test.describe.configure({ mode: 'serial', timeout: 180_000 })

let opened: Place
const place = () => opened
test.beforeAll(async () => {
  test.setTimeout(180_000)
  opened = await Place.open()
})
test.afterAll(() => opened?.close())

disturbStores(place)
disturbSurroundings(place)
endProcess(place)

test('the table of the documentation is what was seen', () => {
  expect(holdDisruptions('docs/reliability.md', place().rows)).toEqual([])
})
