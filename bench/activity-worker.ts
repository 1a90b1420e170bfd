import { listEntries } from '../lib/console/activity/entries'
import { exportEntries } from '../lib/console/activity/export-entries'
import { EXPORT_FORMATS } from '../lib/console/activity/export-formats'
import { readFilter } from '../lib/console/activity/filter'
import { hourCounts } from '../lib/console/activity/hour-counts'
import { listJourneys } from '../lib/console/activity/list-journeys'
import { migrate } from '../lib/db/migrate'
import { openPostgres } from '../lib/db/postgres'
import type { ActivityTimes } from './activity'
import { CODE, fillAudit, tenantId } from './audit-rows'
import { quantile } from './statistics'

/** The half of `activity.ts` that runs the portal's code. */

const ENTRIES = 2_000_000
const TENANTS = 200
const TIMES = 20

const url = process.env.DATABASE_URL ?? ''
const connection = openPostgres(url)
const { database } = connection
await migrate(connection)
await fillAudit(connection, url, { tenants: TENANTS, entries: ENTRIES })

const everybody = null
const oneTenant = [tenantId(7)]
const looks: Record<string, () => Promise<unknown>> = {
  'overview of 30 days, all tenants': () => hourCounts(database, '30d', everybody, new Date()),
  'overview of 30 days, one tenant': () => hourCounts(database, '30d', oneTenant, new Date()),
  'resets, the newest, all tenants': () => listJourneys(database, readFilter({}), everybody),
  'resets, the newest, one tenant': () => listJourneys(database, readFilter({}), oneTenant),
  'search by support code': () => listJourneys(database, readFilter({ q: CODE }), everybody),
  'outcome unknown': () => listJourneys(database, readFilter({ outcome: 'unknown' }), everybody),
  'what the console did': () => listEntries(database, readFilter({ view: 'console' }), everybody),
  'an export’s first part': async () => {
    const parts = exportEntries(database, readFilter({}), everybody, EXPORT_FORMATS.json)
    await parts.next()
    await parts.return()
  },
}

const p95: Record<string, number> = {}
for (const [what, look] of Object.entries(looks)) {
  // The first connection, and code that was never run.
  await look()
  const took: number[] = []
  for (let time = 0; time < TIMES; time++) {
    const before = performance.now()
    await look()
    took.push(performance.now() - before)
  }
  p95[what] = quantile(took, 0.95)
}
await connection.close()
process.send?.({ entries: ENTRIES, p95 } satisfies ActivityTimes)
