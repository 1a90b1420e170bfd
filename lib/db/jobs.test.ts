import { sql } from 'drizzle-orm'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Connection } from './connection'
import { type Job, jobsLeft, type Progress, runJobs } from './jobs'
import { longSteps } from './long-steps'
import { migrate } from './migrate'
import { openPostgres } from './postgres'
import { openTestDatabase } from './test-database'
import { engines } from './test-first-release'
import { createTestPostgres } from './test-postgres'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function open(engine: (typeof engines)[number]): Promise<Connection> {
  if (engine === 'PGlite') {
    const connection = await openTestDatabase()
    closing.push(connection.close)
    return connection
  }
  const server = await createTestPostgres(process.env.TEST_DATABASE_URL ?? '')
  const connection = openPostgres(server.url)
  closing.push(server.drop, connection.close)
  await migrate(connection)
  return connection
}

const NAMES = [
  'audit_address',
  'audit_at',
  'audit_cognito_request',
  'audit_console',
  'audit_outcome',
  'audit_support_code',
  'audit_tenant_at',
  'audit_username_tag',
]
const VALID = `
select relname from pg_index join pg_class on pg_class.oid = indexrelid
where indisvalid and relname in ('${NAMES.join("', '")}') order by 1`
const BUILDING = `select pid from pg_stat_progress_create_index where datname = current_database()`
const ALL = NAMES.map((relname) => ({ relname }))

describe.each(engines)('a long step, on %s', (engine) => {
  test('goes on behind the last part that was done, and does none twice', async () => {
    const connection = await open(engine)
    await connection.query('create table done (part int)')
    let isBroken = true
    const job: Job = {
      id: 'test',
      isTransactional: true,
      async part(database, cursor) {
        const part = Number(cursor ?? 0) + 1
        await database.execute(sql`insert into done values (${part})`)
        if (part === 2 && isBroken) throw new Error('killed')
        return part === 3 ? null : String(part)
      },
    }
    const told: Progress[] = []
    const run = () => runJobs(connection, [job], (progress) => told.push(progress))
    await expect(run()).rejects.toThrow('killed')
    expect(await connection.query('select part from done')).toEqual([{ part: 1 }])
    expect(await jobsLeft(connection.database, [job])).toEqual(['test'])
    isBroken = false
    expect(await run()).toBe(true)
    expect(await run()).toBe(true)
    expect(await connection.query('select part from done order by 1')).toEqual([
      { part: 1 },
      { part: 2 },
      { part: 3 },
    ])
    expect(told.map(({ cursor }) => cursor)).toEqual(['1', '2', null])
    expect(await jobsLeft(connection.database, [job])).toEqual([])
  })

  test('makes the indexes of the audit log, of which one is already there', async () => {
    const connection = await open(engine)
    await connection.query(
      'create index audit_support_code on audit (support_code) where support_code is not null',
    )
    expect(await runJobs(connection, longSteps, () => {})).toBe(true)
    expect(await connection.query(VALID)).toEqual(ALL)
  })
})

const server = process.env.TEST_DATABASE_URL

describe.skipIf(!server)(`on PostgreSQL${server ? '' : ' (skipped: TEST_DATABASE_URL is not set)'}`, () => {
  let url: string
  let drop: () => Promise<void>
  beforeAll(async () => {
    const database = await createTestPostgres(server ?? '')
    url = database.url
    drop = database.drop
    const connection = openPostgres(url)
    await migrate(connection)
    await connection.close()
  })
  afterAll(() => drop())

  test('an index whose making was killed is made again, by one process at a time', async () => {
    const [one, two] = [openPostgres(url), openPostgres(url)]
    onTestFinished(async () => void (await Promise.all([one.close(), two.close()])))
    const writer = new Client({ connectionString: url })
    await writer.connect()
    onTestFinished(() => writer.end())
    // An index is only finished once this transaction, which has written to the table, has ended.
    await writer.query(`begin; insert into audit (entry_id, event) values (gen_random_uuid(), 'test')`)

    const killed = expect(runJobs(one, longSteps, () => {})).rejects.toThrow()
    await expect.poll(() => two.query(BUILDING)).toHaveLength(1)
    expect(await runJobs(two, longSteps, () => {}), 'while another process is at it').toBe(false)
    await two.query(`select pg_terminate_backend(pid) from (${BUILDING}) as worker`)
    await killed
    await expect.poll(() => two.query(BUILDING)).toEqual([])
    expect(
      await two.query(`select indisvalid from pg_index where indexrelid = to_regclass('audit_support_code')`),
    ).toEqual([{ indisvalid: false }])

    await writer.query('rollback')
    expect(await runJobs(two, longSteps, () => {})).toBe(true)
    expect(await two.query(VALID)).toEqual(ALL)
  })

  test('what a killed process left running in the server is waited for', async () => {
    const connection = openPostgres(url)
    onTestFinished(connection.close)
    await connection.query('delete from migration_jobs')
    await connection.query('drop index audit_support_code')
    const [writer, orphan] = [url, url].map((connectionString) => new Client({ connectionString }))
    await Promise.all([writer?.connect(), orphan?.connect()])
    onTestFinished(async () => void (await Promise.all([writer?.end(), orphan?.end()])))
    await writer?.query(`begin; insert into audit (entry_id, event) values (gen_random_uuid(), 'test')`)
    const orphaned = orphan?.query(
      'create index concurrently audit_support_code on audit (support_code) where support_code is not null',
    )
    await expect.poll(() => connection.query(BUILDING)).toHaveLength(1)
    expect(await runJobs(connection, longSteps, () => {})).toBe(false)
    await writer?.query('rollback')
    await orphaned
    expect(await runJobs(connection, longSteps, () => {})).toBe(true)
  })
})
