import { Client } from 'pg'
import { listEntries } from '../lib/console/activity/entries'
import { exportEntries } from '../lib/console/activity/export-entries'
import { EXPORT_FORMATS } from '../lib/console/activity/export-formats'
import { readFilter } from '../lib/console/activity/filter'
import { hourCounts } from '../lib/console/activity/hour-counts'
import { listJourneys } from '../lib/console/activity/list-journeys'
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

/** A year, evenly: one person asks, mistypes the code, and chooses a password; one in 3,000 times nobody knows. */
const FILL = `
insert into audit (entry_id, at, tenant_id, event, outcome, username_tag, address, support_code, cognito_request_id,
  brand_revision, locale, flow, details)
select gen_random_uuid(), now() - make_interval(secs => (${ENTRIES} - n) * 15.7),
  ('00000000-0000-4000-8000-' || lpad(to_hex((n / 3) % 200), 12, '0'))::uuid,
  (array['forgot.requested', 'confirm.refused', 'confirm.done'])[1 + n % 3],
  case when n % 3000 = 1 then 'unknown' else (array['sent', 'code-rejected', 'done'])[1 + n % 3] end,
  left(md5((n / 3)::text), 22), '203.' || (n / 3) % 256 || '.' || (n / 7) % 256 || '.0/24',
  case when n = ${ENTRIES / 2} then '${CODE}'
    when n % 3 > 0 then upper(overlay(left(md5(n::text), 6) placing '-' from 4 for 0)) end,
  gen_random_uuid()::text, repeat('a1b2c3d4', 8), 'en', 'reset', '{"via": "aws"}'
from generate_series(1, ${ENTRIES}) as n`

/** What the trigger and the portal count beside the entries of the log. */
const BESIDE = `
insert into activity_hours (tenant_id, hour, event, outcome, count)
select tenant_id, hour, made.event, made.outcome, count
from activity_hours, (values ('link.opened', ''), ('reset.took', '120')) as made (event, outcome)
where activity_hours.event = 'confirm.done'`

/**
 * As a release that is brought up to date has it: the entries come first, then the long steps of the migrations count
 * them and make the indexes. That is much quicker than an entry at a time through all of them.
 */
async function fill(connection: Connection): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  // Reading is what is measured: what is written need not survive a fault of the server.
  for (const table of ['audit', 'activity_hours']) await client.query(`alter table ${table} set unlogged`)
  await client.query('alter table audit disable trigger audit_counted')
  await client.query('alter table audit drop constraint audit_entry_id_unique')
  await client.query(FILL)
  await client.query('alter table audit add constraint audit_entry_id_unique unique (entry_id)')
  await client.query('alter table audit enable trigger audit_counted')
  await client.query(
    `insert into migration_jobs (id, state, cursor) select 'audit-hours', 'running', max(id)::text from audit`,
  )
  await runJobs(connection, longSteps, () => {})
  await client.query(BESIDE)
  await client.query('vacuum analyze audit, activity_hours')
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
  'an export’s first thousand': async () => {
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
