import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AuditEvent, openAudit } from '../../audit/record'
import type { Connection } from '../../db/connection'
import { runJobs } from '../../db/jobs'
import { longSteps } from '../../db/long-steps'
import { migrate } from '../../db/migrate'
import { openPostgres } from '../../db/postgres'
import { addTestTenant, openTestDatabase } from '../../db/test-database'
import { engines } from '../../db/test-first-release'
import { createTestPostgres } from '../../db/test-postgres'
import type { Reach } from './conditions'
import { findEntry, listEntries } from './entries'
import { exportEntries } from './export-entries'
import { EXPORT_FORMATS } from './export-formats'
import { readFilter } from './filter'
import { findJourney, listJourneys } from './list-journeys'

const acme = '00000000-0000-4000-8000-000000000001'
const globex = '00000000-0000-4000-8000-000000000002'
const request = '6f9619ff-8b86-d011-b42d-00cf4fc964ff'

describe.each(engines)('the activity, on %s', (engine) => {
  let connection: Connection
  let close: () => Promise<void>
  beforeAll(async () => {
    if (engine === 'PGlite') {
      connection = await openTestDatabase()
      close = connection.close
    } else {
      const server = await createTestPostgres(process.env.TEST_DATABASE_URL ?? '')
      connection = openPostgres(server.url)
      await migrate(connection)
      close = async () => {
        await connection.close()
        await server.drop()
      }
    }
    await runJobs(connection, longSteps, () => {})
    for (const [id, slug] of [
      [acme, 'acme'],
      [globex, 'globex'],
    ] as const)
      await addTestTenant(connection, id, slug)
    await connection.query(`insert into admin_people (subject, name) values ('anna', 'anna@acme.example')`)
    const { record } = openAudit(async () => connection.database)
    const of = (tenantId: string | null, event: AuditEvent['event'], rest: Partial<AuditEvent> = {}) =>
      record({ tenantId, event, ...rest })
    await of(acme, 'forgot.requested', { outcome: 'sent', usernameTag: 'jane', address: '203.0.113.7' })
    await of(acme, 'confirm.refused', {
      outcome: 'code-rejected',
      usernameTag: 'jane',
      supportCode: 'K7Q-2MX',
      cognitoRequestId: request,
      address: '203.0.113.7',
    })
    await of(acme, 'confirm.done', { outcome: 'done', usernameTag: 'jane', address: '198.51.100.1' })
    await of(globex, 'confirm.in_doubt', { outcome: 'unknown', supportCode: 'ABC-234' })
    await of(acme, 'brand.publish', { outcome: 'published', details: { by: 'anna' } })
    await of(null, 'admin.signed_in', { details: { by: 'anna' } })
  })
  afterAll(() => close())

  const list = async (query: Parameters<typeof readFilter>[0], reach: Reach = null) =>
    (await listEntries(connection.database, readFilter({ view: 'entries', ...query }), reach)).entries.map(
      ({ event }) => event,
    )

  test('shows resets and the console’s own events apart, the newest first', async () => {
    expect(await list({})).toEqual([
      'confirm.in_doubt',
      'confirm.done',
      'confirm.refused',
      'forgot.requested',
    ])
    expect(await list({ view: 'console' })).toEqual(['admin.signed_in', 'brand.publish'])
  })

  test('finds by code, request, network, outcome and time, each with the others', async () => {
    expect(await list({ q: 'k7q2mx' })).toEqual(['confirm.refused'])
    expect(await list({ q: request })).toEqual(['confirm.refused'])
    expect(await list({ q: '203.0.113.99' })).toEqual(['confirm.refused', 'forgot.requested'])
    expect(await list({ q: 'jane@example.com' })).toEqual([])
    expect(await list({ outcome: ['unknown', 'code-rejected'] })).toEqual([
      'confirm.in_doubt',
      'confirm.refused',
    ])
    expect(await list({ view: 'console', about: 'access' })).toEqual(['admin.signed_in'])
    expect(await list({ view: 'console', about: ['brand', 'access'] })).toHaveLength(2)
    expect(await list({ q: '203.0.113.99', outcome: 'sent' })).toEqual(['forgot.requested'])
    expect(await list({ range: '24h' })).toHaveLength(4)
    expect(await list({ range: 'between', to: '2020-01-01T00:00' })).toEqual([])
    expect(await list({ range: 'between', from: '2020-01-01T00:00' })).toHaveLength(4)
  })

  test('shows nobody what another tenant’s people may see, by search neither', async () => {
    expect(await list({}, [globex])).toEqual(['confirm.in_doubt'])
    expect(await list({ q: 'K7Q-2MX' }, [globex])).toEqual([])
    expect(await list({ q: request }, [globex])).toEqual([])
    expect(await list({ view: 'console' }, [acme])).toEqual(['brand.publish'])
    expect(await list({}, [])).toEqual([])
    expect(await list({}, [acme, globex])).toHaveLength(4)
    const { entries } = await listEntries(connection.database, readFilter({ view: 'console' }), null)
    const [signedIn, published] = entries
    const find = (id: number | undefined, reach: Reach) => findEntry(connection.database, id ?? 0, reach)
    expect(await find(published?.id, [acme])).toMatchObject({
      event: 'brand.publish',
      tenant: { slug: 'acme', name: 'acme' },
      person: 'anna@acme.example',
    })
    expect(await find(published?.id, [globex])).toBeNull()
    expect(await find(published?.id, [])).toBeNull()
    // About no tenant: for operators only.
    expect(await find(signedIn?.id, [acme, globex])).toBeNull()
    expect(await find(signedIn?.id, null)).toMatchObject({ tenant: null, person: 'anna@acme.example' })
    expect(await find(9_999_999, null)).toBeNull()
  })

  test('a reset is one row, whichever of its steps is looked for, and each only once', async () => {
    const journeys = async (query: Parameters<typeof readFilter>[0], reach: Reach = null) =>
      (await listJourneys(connection.database, readFilter(query), reach)).journeys.map(({ steps }) =>
        steps.map(({ event }) => event).join(' '),
      )
    const jane = 'forgot.requested confirm.refused confirm.done'
    expect(await journeys({})).toEqual(['confirm.in_doubt', jane])
    expect(await journeys({ q: 'K7Q-2MX' })).toEqual([jane])
    expect(await journeys({ outcome: ['sent', 'code-rejected'] })).toEqual([jane])
    expect(await journeys({ outcome: 'unknown' })).toEqual(['confirm.in_doubt'])
    expect(await journeys({}, [globex])).toEqual(['confirm.in_doubt'])
    expect(await journeys({ q: 'K7Q-2MX' }, [globex])).toEqual([])
    expect(await journeys({}, [])).toEqual([])
    const { entries } = await listEntries(
      connection.database,
      readFilter({ view: 'entries', q: 'K7Q-2MX' }),
      null,
    )
    for (const entry of entries) {
      const whole = await findJourney(connection.database, entry)
      expect(whole?.steps.map(({ event }) => event).join(' ')).toBe(jane)
    }
    expect(entries).toHaveLength(1)
  })

  test('a list goes on through all that was ever written, and a reset across its stretches of time is one', async () => {
    const tenant = randomUUID()
    const days = [0, 7.99, 8.01, 30, 63.99, 64.01, 200, 900]
    await connection.query(
      `insert into audit (entry_id, tenant_id, event, outcome, username_tag, at)
       select gen_random_uuid(), $1, step, 'sent', 'at ' || day, now() - day * interval '1 day' + late * interval '1 minute'
       from unnest($2::float8[]) as day, (values ('forgot.requested', 0), ('confirm.done', 20)) as made (step, late)`,
      [tenant, days],
    )
    const persons: (string | null)[] = []
    let before: number | null = null
    do {
      const filter = { ...readFilter({}), before }
      const { journeys, next } = await listJourneys(connection.database, filter, [tenant], 3)
      for (const { steps } of journeys) {
        persons.push(steps[0].tag)
        expect(steps).toHaveLength(2)
      }
      before = next
    } while (before !== null)
    expect(persons).toEqual(days.map((day) => `at ${day}`))
    const all = await listEntries(connection.database, readFilter({ view: 'entries' }), [tenant])
    expect(all.entries).toHaveLength(16)
  })

  test('a page begins behind the last one, also where times are the same to the microsecond', async () => {
    const tenant = randomUUID()
    await connection.query(
      `insert into audit (entry_id, tenant_id, event, outcome, at)
       select gen_random_uuid(), $1, 'forgot.requested', 'busy', timestamptz '2026-01-01' + (n / 3) * interval '1 microsecond'
       from generate_series(1, 120) as n`,
      [tenant],
    )
    const ids: number[] = []
    let before: number | null = null
    do {
      const filter = { ...readFilter({ outcome: 'busy' }), before }
      const { entries, next } = await listEntries(connection.database, filter, [tenant])
      ids.push(...entries.map(({ id }) => id))
      before = next
    } while (before !== null)
    expect(ids).toHaveLength(120)
    // A file is read in larger parts, and has the same.
    await connection.query(
      `insert into audit (entry_id, tenant_id, event, outcome) select gen_random_uuid(), $1, 'confirm.refused', 'blocked'
       from generate_series(1, 2500)`,
      [tenant],
    )
    const parts = exportEntries(
      connection.database,
      readFilter({ range: '24h' }),
      [tenant],
      EXPORT_FORMATS.json,
    )
    const written: string[] = []
    for await (const part of parts) written.push(part)
    expect(written).toHaveLength(4)
    expect(new Set(written.join('').trim().split('\n'))).toHaveProperty('size', 2500)
    expect(ids).toEqual([...new Set(ids)].sort((one, two) => two - one))
    expect(
      await listEntries(connection.database, { ...readFilter({ view: 'entries' }), before: 9_999_999 }, null),
    ).toEqual({
      entries: [],
      next: null,
    })
  })
})
