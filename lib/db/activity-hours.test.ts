import { afterEach, describe, expect, test } from 'vitest'
import { TOOK_SECONDS } from '../console/activity/figures'
import type { Connection } from './connection'
import { countJob } from './count-job'
import { runJobs } from './jobs'
import { longSteps } from './long-steps'
import { ALL_TENANTS } from './schema'
import { engines, firstRelease, openUpgradedDatabase } from './test-first-release'

const acme = '00000000-0000-4000-8000-000000000001'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const hoursOf = ({ query }: Connection, tenant = acme) =>
  query(
    `select to_char(hour at time zone 'UTC', 'HH24:MI') as hour, event, outcome, count from activity_hours
     where tenant_id = $1 order by hour, event, outcome`,
    [tenant],
  )

/** What is kept of all tenants together is the sum of what is kept of each. */
async function expectSums({ query }: Connection): Promise<void> {
  const sums = (condition: string) =>
    query(
      `select hour, event, outcome, sum(count)::int as count from activity_hours where tenant_id ${condition} $1
       group by 1, 2, 3 order by 1, 2, 3`,
      [ALL_TENANTS],
    )
  expect(await sums('=')).toEqual(await sums('<>'))
}

const write = ({ query }: Connection, entryId: string, at: string, event: string, outcome: string | null) =>
  query(
    `insert into audit (entry_id, tenant_id, at, event, outcome) values ($1, $2, $3, $4, $5), (gen_random_uuid(), $2, $3, $4, $5)
     on conflict (entry_id) do nothing`,
    [entryId, acme, at, event, outcome],
  )

describe.each(engines)('the hours of the audit log, on %s', (engine) => {
  const open = async () => {
    const connection = await openUpgradedDatabase(engine)
    closing.push(connection.close)
    return connection
  }

  test('count an entry once, however often it is sent, in the hour in which it happened', async () => {
    const connection = await open()
    const again = '00000000-0000-4000-8000-0000000000aa'
    await write(connection, again, '2026-11-30T10:59:59.999+00', 'forgot.requested', 'sent')
    await write(connection, again, '2026-11-30T10:59:59.999+00', 'forgot.requested', 'sent')
    await write(connection, crypto.randomUUID(), '2026-11-30T11:00:00+00', 'confirm.done', null)
    await write(connection, crypto.randomUUID(), '2026-11-30T11:00:00+00', 'brand.save', 'saved')
    expect(await hoursOf(connection)).toEqual([
      { hour: '10:00', event: 'forgot.requested', outcome: 'sent', count: 3 },
      { hour: '11:00', event: 'confirm.done', outcome: '', count: 2 },
    ])
    await expectSums(connection)
  })

  test('count what the first release wrote, beside what is written meanwhile, and nothing twice', async () => {
    const connection = await open()
    await connection.query('alter table audit disable trigger audit_counted')
    await connection.query(
      `insert into audit (entry_id, tenant_id, at, event, outcome)
       select gen_random_uuid(), $1, '2026-01-01T00:00:00Z', 'confirm.refused', 'busy' from generate_series(1, 45)`,
      [acme],
    )
    await connection.query('alter table audit enable trigger audit_counted')
    await connection.query(
      `update migration_jobs set cursor = (select max(id) from audit)::text where id = 'audit-hours'`,
    )
    await write(connection, crypto.randomUUID(), '2026-01-01T00:30:00Z', 'confirm.refused', 'busy')
    const inParts = longSteps.map((job) => (job.id === 'audit-hours' ? countJob(job.id, 20) : job))
    for (let time = 0; time < 2; time++) expect(await runJobs(connection, inParts, () => {})).toBe(true)
    expect(await hoursOf(connection)).toEqual([
      { hour: '00:00', event: 'confirm.refused', outcome: 'busy', count: 47 },
    ])
    const earlier = await hoursOf(connection, firstRelease.acmeId)
    expect(earlier.map(({ event, outcome, count }) => [event, outcome, count])).toEqual([
      ['confirm.in_doubt', 'unknown', 1],
      ['forgot.requested', 'sent', 1],
    ])
    await expectSums(connection)
  })

  test('time a changed password from the newest mail to the same person, once the index for it is there', async () => {
    const connection = await open()
    const step = (tag: string, at: string, event: string, outcome: string, flow: string | null = null) =>
      connection.query(
        `insert into audit (entry_id, tenant_id, at, event, outcome, username_tag, flow)
         values (gen_random_uuid(), $1, $2, $3, $4, $5, $6)`,
        [acme, `2026-11-30T${at}Z`, event, outcome, tag, flow],
      )
    const times = async () =>
      (await hoursOf(connection)).flatMap(({ hour, event, outcome, count }) =>
        event === 'reset.took' ? [[hour, outcome, count]] : [],
      )
    await step('early', '07:00:00', 'forgot.requested', 'sent')
    await step('early', '07:01:00', 'confirm.done', 'done')
    expect(await times()).toEqual([])
    expect(await runJobs(connection, longSteps, () => {})).toBe(true)

    await step('jane', '08:00:00', 'forgot.requested', 'sent')
    await step('jane', '08:30:00', 'forgot.requested', 'sent', 'reset')
    await step('john', '08:30:59', 'forgot.requested', 'sent')
    await step('jane', '08:31:10', 'forgot.held_back', 'user')
    await step('jane', '08:31:20', 'confirm.done', 'done')
    await step('slow', '08:00:00', 'forgot.requested', 'sent')
    await step('slow', '08:59:59.9', 'confirm.done', 'done')
    await step('late', '08:00:00', 'forgot.requested', 'sent')
    await step('late', '09:30:00', 'confirm.done', 'done')
    await step('other', '08:00:00', 'forgot.requested', 'sent', 'sign-up')
    await step('other', '08:00:05', 'confirm.done', 'done')
    await step('by hand', '08:00:05', 'confirm.done', 'done')
    expect(await times()).toEqual([
      ['08:00', '3600', 1],
      ['08:00', '90', 1],
    ])
    await expectSums(connection)
    expect(TOOK_SECONDS.map(String)).toEqual(expect.arrayContaining(['3600', '90']))
  })
})
