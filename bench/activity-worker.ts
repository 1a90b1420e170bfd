import { Client } from 'pg'
import { listEntries } from '../lib/console/activity/entries'
import { exportEntries } from '../lib/console/activity/export-entries'
import { EXPORT_FORMATS } from '../lib/console/activity/export-formats'
import { readFilter } from '../lib/console/activity/filter'
import { hourCounts } from '../lib/console/activity/hour-counts'
import { listJourneys } from '../lib/console/activity/list-journeys'
import { beginMonth } from '../lib/db/audit-tables'
import type { Connection } from '../lib/db/connection'
import { runJobs } from '../lib/db/jobs'
import { longSteps } from '../lib/db/long-steps'
import { migrate } from '../lib/db/migrate'
import { openPostgres } from '../lib/db/postgres'
import type { ActivityTimes } from './activity'
import { quantile } from './statistics'

/** The half of `activity.ts` that runs the portal's code. */

const ENTRIES = 2_000_000
const TIMES = 20
const CODE = 'K7Q-2MX'

/** Two million of them are a year. */
const SECONDS_APART = 15.7
/** How many tables of the log the entries are in, the newest among them. */
const MONTHS = 12

/** A twelfth of a year, evenly: one person asks, mistypes the code, and chooses a password; one in 3,000 times nobody knows. */
const FILL = `
insert into audit (entry_id, at, tenant_id, event, outcome, username_tag, address, support_code, cognito_request_id,
  brand_revision, locale, flow, details)
select gen_random_uuid(), $3::timestamptz - make_interval(secs => (${ENTRIES} - n) * ${SECONDS_APART}),
  ('00000000-0000-4000-8000-' || lpad(to_hex((n / 3) % 200), 12, '0'))::uuid,
  (array['forgot.requested', 'confirm.refused', 'confirm.done'])[1 + n % 3],
  case when n % 3000 = 1 then 'unknown' else (array['sent', 'code-rejected', 'done'])[1 + n % 3] end,
  left(md5((n / 3)::text), 22), '203.' || (n / 3) % 256 || '.' || (n / 7) % 256 || '.0/24',
  case when n = ${ENTRIES / 2} then '${CODE}'
    when n % 3 > 0 then upper(overlay(left(md5(n::text), 6) placing '-' from 4 for 0)) end,
  gen_random_uuid()::text, repeat('a1b2c3d4', 8), 'en', 'reset', '{"via": "aws"}'
from generate_series($1::integer, $2::integer) as n`

/** What the trigger and the portal count beside the entries of the log. */
const BESIDE = `
insert into activity_hours (tenant_id, hour, event, outcome, count)
select tenant_id, hour, made.event, made.outcome, count
from activity_hours, (values ('link.opened', ''), ('reset.took', '120')) as made (event, outcome)
where activity_hours.event = 'confirm.done'`

const monthName = (month: number): string => {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - MONTHS + 1 + month))
    .toISOString()
    .slice(0, 7)
}

/** The number of the last entry of a month. */
const lastOf = (month: number) => Math.floor(((month + 1) * ENTRIES) / MONTHS)

/** The log has its tables as the months have made them; what is counted beside it is counted as an upgrade does it. */
async function fill({ database, ...connection }: Connection): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await runJobs({ database, ...connection }, longSteps, () => {})
  const now = new Date()
  for (let month = 0; month < MONTHS; month++) {
    await beginMonth(database, monthName(month))
    await client.query('alter table audit disable trigger audit_counted')
    await client.query(FILL, [lastOf(month - 1) + 1, lastOf(month), now])
  }
  await client.query('alter table audit enable trigger audit_counted')
  await client.query(
    `update migration_jobs set state = 'running', cursor = (select max(id)::text from audit) where id = 'audit-hours'`,
  )
  await runJobs({ database, ...connection }, longSteps, () => {})
  await client.query(BESIDE)
  await client.query('vacuum analyze')
  await client.end()
}

const url = process.env.DATABASE_URL ?? ''
const connection = openPostgres(url)
const { database } = connection
await migrate(connection)
await fill(connection)

const everybody = null
const oneTenant = ['00000000-0000-4000-8000-000000000007']
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
