import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Connection } from './connection'
import { openPostgres } from './postgres'
import { createTestPostgres, isSuperuser, type TestPostgres } from './test-postgres'
import { testWire } from './test-wire'

const server = process.env.TEST_DATABASE_URL
const missing = server
  ? (await isSuperuser(server)) && 'PostgreSQL gives a superuser connections that others do not get'
  : 'TEST_DATABASE_URL is not set'

describe.skipIf(missing)(`PostgreSQL out of connections${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let database: TestPostgres
  let connection: Connection
  const holders: Connection[] = []

  beforeEach(async () => {
    database = await createTestPostgres(server ?? '')
    connection = openPostgres(database.url)
  })
  afterEach(async () => {
    for (const holder of [connection, ...holders.splice(0)]) await holder.close()
    await database.drop()
  })

  /** Another client that holds a connection, as another instance would. */
  async function holdOne(): Promise<Connection> {
    const holder = openPostgres(database.url)
    holders.push(holder)
    await holder.query('select 1')
    return holder
  }

  test('a pool that may open two of its ten makes do with two, and everybody is served', async () => {
    await database.limitConnections(2)
    await connection.query('select 1')
    const answers = Array.from({ length: 40 }, (_, index) =>
      connection.query('select $1::int as n, pg_sleep(0.01)', [index]),
    )
    expect((await Promise.all(answers)).map(([row]) => row?.n)).toEqual(answers.map((_, index) => index))
    const { migrate } = connection
    const one = await migrate(async (own) => (await own.execute(sql`select 1 as one`)).rows)
    expect(one).toEqual([{ one: 1 }])
  })

  test('a connection that breaks while a transaction has it and asks nothing fails that transaction alone', async () => {
    const wire = await testWire(database.url)
    onTestFinished(() => wire.close())
    await connection.close()
    connection = openPostgres(wire.url)
    const work = connection.database.transaction(async (open) => {
      await open.execute(sql`select 1`)
      wire.set('cut')
      await expect(connection.query('select 1')).rejects.toThrow()
      await open.execute(sql`select 2`)
    })
    await expect(work).rejects.toThrow()
    wire.set('whole')
    await expect.poll(() => connection.query('select 3 as n').catch(() => [])).toEqual([{ n: 3 }])
  })

  test('with none at all everybody hears so at once, and the server is not asked again by each', async () => {
    await holdOne()
    const wire = await testWire(database.url)
    onTestFinished(() => wire.close())
    await connection.close()
    connection = openPostgres(wire.url)
    await database.limitConnections(1)
    const refused = await Promise.allSettled(Array.from({ length: 30 }, () => connection.query('select 1')))
    expect(refused.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []))).toEqual(
      refused.map(() => '53300'),
    )
    expect(wire.connections()).toBe(1)
    await expect(connection.query('select 1')).rejects.toMatchObject({ code: '53300' })
    expect(wire.connections()).toBeLessThanOrEqual(2)
  })

  test('where there is room again it is used, without a restart', async () => {
    const holder = await holdOne()
    await database.limitConnections(1)
    await expect(connection.query('select 1')).rejects.toMatchObject({ code: '53300' })
    await holder.close()
    holders.splice(0)
    await expect
      .poll(() => connection.query('select 1 as one').catch(() => null), { timeout: 5_000 })
      .toEqual([{ one: 1 }])
    await database.limitConnections(-1)
    await expect
      .poll(
        async () => {
          await Promise.all(Array.from({ length: 20 }, () => connection.query('select pg_sleep(0.02)')))
          const [row] = await connection.query(
            'select count(*)::int as count from pg_stat_activity where datname = current_database()',
          )
          return row?.count
        },
        { timeout: 5_000 },
      )
      .toBe(10)
  })
})
