import { Client } from 'pg'
import { beginMonth } from '../lib/db/audit-tables'
import type { Connection } from '../lib/db/connection'
import { runJobs } from '../lib/db/jobs'
import { longSteps } from '../lib/db/long-steps'

/** How many tables of the log the entries are in, the newest among them. */
export const MONTHS = 12
/** The support code of the entry in the middle. */
export const CODE = 'K7Q-2MX'

const YEAR_SECONDS = 31_536_000

/** The id of a tenant by its number, from 0 on. */
export const tenantId = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

/** Some of a year's entries, evenly: one person asks, mistypes the code, and chooses a password; one in 3,000 times nobody knows. */
const FILL = `
insert into audit (entry_id, at, tenant_id, event, outcome, username_tag, address, support_code, cognito_request_id,
  brand_revision, locale, flow, details)
select gen_random_uuid(), $3::timestamptz - make_interval(secs => ($4::float8 - n) * ${YEAR_SECONDS} / $4::float8),
  ('00000000-0000-4000-8000-' || lpad(to_hex((n / 3) % $5::integer), 12, '0'))::uuid,
  (array['forgot.requested', 'confirm.refused', 'confirm.done'])[1 + n % 3],
  case when n % 3000 = 1 then 'unknown' else (array['sent', 'code-rejected', 'done'])[1 + n % 3] end,
  left(md5((n / 3)::text), 22), '203.' || (n / 3) % 256 || '.' || (n / 7) % 256 || '.0/24',
  case when n = $4::integer / 2 then '${CODE}'
    when n % 3 > 0 then upper(overlay(left(md5(n::text), 6) placing '-' from 4 for 0)) end,
  gen_random_uuid()::text, repeat('a1b2c3d4', 8), 'en', 'reset', '{"via": "aws"}'
from generate_series($1::integer, $2::integer) as n`

/** What the trigger and the portal count beside the entries of the log. */
const BESIDE = `
insert into activity_hours (tenant_id, hour, event, outcome, count)
select tenant_id, hour, made.event, made.outcome, count
from activity_hours, (values ('link.opened', ''), ('reset.took', '120')) as made (event, outcome)
where activity_hours.event = 'confirm.done'`

const INDEXES = `
select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
from pg_index where indrelid = 'audit'::regclass and not indisunique`

const TABLES = `
select 'audit' as name union all select inhrelid::regclass::text from pg_inherits where inhparent = 'audit'::regclass`

const monthName = (month: number): string => {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - MONTHS + 1 + month))
    .toISOString()
    .slice(0, 7)
}

/**
 * Fills the audit log of a new database with a year of activity, in the tables that the months would have made. What is
 * counted beside it is counted as an upgrade does it.
 *
 * @param tenants how many share the activity
 */
export async function fillAudit(
  connection: Connection,
  url: string,
  { tenants, entries }: { tenants: number; entries: number },
): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('set synchronous_commit = off')
  await client.query(`set maintenance_work_mem = '512MB'`)
  await runJobs(connection, longSteps, () => {})
  const now = new Date()
  for (let month = 0; month < MONTHS; month++) {
    await beginMonth(connection.database, monthName(month))
    const { rows } = await client.query(INDEXES)
    // An autovacuum of what is filled here would keep the next month waiting.
    await client.query('alter table audit set (autovacuum_enabled = off)')
    await client.query('alter table audit disable trigger audit_counted')
    // Indexes are made of many rows at once far more quickly than row by row.
    for (const { name } of rows) await client.query(`drop index ${name}`)
    const [after, last] = [month, month + 1].map((end) => Math.floor((end * entries) / MONTHS))
    await client.query(FILL, [(after ?? 0) + 1, last, now, entries, tenants])
    for (const { definition } of rows) await client.query(definition)
  }
  await client.query('alter table audit enable trigger audit_counted')
  const { rows: tables } = await client.query(TABLES)
  for (const { name } of tables) await client.query(`alter table ${name} reset (autovacuum_enabled)`)
  await client.query(
    `update migration_jobs set state = 'running', cursor = (select max(id)::text from audit) where id = 'audit-hours'`,
  )
  await runJobs(connection, longSteps, () => {})
  await client.query(BESIDE)
  await client.query('vacuum analyze')
  await client.end()
}
