import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from './connection'
import { migrate } from './migrate'
import type { Migration } from './migrations'
import { openPostgres } from './postgres'
import { openTestDatabase } from './test-database'
import { createTestPostgres, type TestPostgres } from './test-postgres'

const first: Migration = { id: '1', sql: 'create table one (id int); insert into one values (1)' }
const second: Migration = { id: '2', sql: 'alter table one add column name text' }
const broken: Migration = { id: '2', sql: 'create table two (id int); insert into nowhere values (1)' }

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
    expect(await instance?.query('select id from rekey_migrations order by id')).toEqual([
      { id: '1' },
      { id: '2' },
    ])
    expect(await instance?.query('select count(*)::int as count from one')).toEqual([{ count: 1 }])
    await Promise.all(instances.map((each) => each.close()))
  })

  test('a migration that fails rolls back and leaves the pool in order', async () => {
    const instance = openPostgres(database.url)
    await expect(migrate(instance, [{ ...broken, id: '3' }])).rejects.toThrow('nowhere')
    expect(await instance.query(`select to_regclass('two') as found`)).toEqual([{ found: null }])
    await instance.close()
  })
})
