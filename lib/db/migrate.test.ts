import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Connection } from './connection'
import { countMissing, type Migration, migrate } from './migrate'
import { openPostgres } from './postgres'
import { openTestDatabase } from './test-database'
import { createTestPostgres, type TestPostgres } from './test-postgres'

const LATER = Date.UTC(2100, 0)
const migration = (number: number, ...statements: string[]): Migration => ({
  tag: `${number}_test`,
  hash: String(number),
  folderMillis: LATER + number,
  bps: true,
  sql: statements,
})
const first = migration(1, 'create table one (id int)', 'insert into one values (1)')
const second = migration(2, 'alter table one add column name text')
const broken = migration(2, 'create table two (id int)', 'insert into nowhere values (1)')

describe('on the embedded database', () => {
  let connection: Connection
  beforeAll(async () => {
    connection = await openTestDatabase()
  })
  afterAll(() => connection.close())

  test('a migration that fails leaves nothing of itself behind, and its cure is applied', async () => {
    await migrate(connection, [first])
    await expect(migrate(connection, [first, broken])).rejects.toThrow()
    expect(await connection.query(`select to_regclass('two') as found`)).toEqual([{ found: null }])
    await migrate(connection, [first, second])
    expect(await connection.query('select * from one')).toEqual([{ id: 1, name: null }])
  })

  test('what was applied is not applied again, and a newer release’s migrations are no trouble', async () => {
    await migrate(connection, [first, second])
    await migrate(connection, [first])
    expect(await connection.query('select count(*)::int as count from one')).toEqual([{ count: 1 }])
  })

  test('what is missing is counted', async () => {
    await migrate(connection, [first, second])
    expect(await countMissing(connection.database, [first, second])).toBe(0)
    expect(await countMissing(connection.database, [first, second, migration(3), migration(4)])).toBe(2)
  })
})

const server = process.env.TEST_DATABASE_URL

describe.skipIf(!server)(`on PostgreSQL${server ? '' : ' (skipped: TEST_DATABASE_URL is not set)'}`, () => {
  let database: TestPostgres
  beforeAll(async () => {
    database = await createTestPostgres(server ?? '')
  })
  afterAll(() => database.drop())

  test('ten instances that start at once on an empty database apply everything once', async () => {
    const instances = Array.from({ length: 10 }, () => openPostgres(database.url))
    await Promise.all(instances.map((instance) => migrate(instance, [first, second])))
    const [instance] = instances
    expect(await instance?.query('select hash from __drizzle_migrations order by id')).toEqual([
      { hash: '1' },
      { hash: '2' },
    ])
    expect(await instance?.query('select count(*)::int as count from one')).toEqual([{ count: 1 }])
    await Promise.all(instances.map((each) => each.close()))
  })

  test('a migration that fails rolls back and leaves the pool in order', async () => {
    const instance = openPostgres(database.url)
    await expect(migrate(instance, [{ ...broken, folderMillis: LATER + 3 }])).rejects.toThrow('nowhere')
    expect(await instance.query(`select to_regclass('two') as found`)).toEqual([{ found: null }])
    await instance.close()
  })

  test('a migration that has to wait for a reader lets everybody else through, and comes back', async () => {
    const instance = openPostgres(database.url)
    const [reader, writer] = [database.url, database.url].map(
      (connectionString) => new Client({ connectionString, query_timeout: 30_000 }),
    )
    await Promise.all([reader?.connect(), writer?.connect()])
    onTestFinished(async () => void (await Promise.all([reader?.end(), writer?.end(), instance.close()])))
    await reader?.query('create table busy (id int)')
    await reader?.query('begin; select from busy')
    const isWaiting = `select from pg_locks where relation = 'busy'::regclass and not granted`
    const migrated = migrate(instance, [migration(5, 'alter table busy add column name text')])
    await expect.poll(() => instance.query(isWaiting)).toHaveLength(1)
    // Whoever comes behind the migration would wait for as long as the reader reads, an hour where it is a backup.
    await writer?.query('insert into busy values (1)')
    expect(
      await instance.query(`select column_name from information_schema.columns
      where table_name = 'busy'`),
    ).toEqual([{ column_name: 'id' }])
    await reader?.query('commit')
    await migrated
    expect(await instance.query('select * from busy')).toEqual([{ id: 1, name: null }])
  })

  test('a schema of its own and no right to make others are enough', async () => {
    const separate = await createTestPostgres(server ?? '')
    const owner = openPostgres(separate.url)
    const name = new URL(separate.url).pathname.slice(1)
    await owner.query('create schema portal')
    await owner.query(`alter database ${name} set search_path to portal`)
    await owner.query(`revoke create on database ${name} from current_user`)
    await expect(owner.query('create schema if not exists portal')).rejects.toThrow('permission denied')
    await owner.close()
    const instance = openPostgres(separate.url)
    await migrate(instance)
    expect(await countMissing(instance.database)).toBe(0)
    expect(await instance.query(`select to_regclass('portal.tenants') is not null as found`)).toEqual([
      { found: true },
    ])
    await instance.close()
    await separate.drop()
  })
})
