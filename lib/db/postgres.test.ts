import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostgres } from './postgres'
import { createTestPostgres, type TestPostgres } from './test-postgres'
import { testWire } from './test-wire'

test('a server that takes connections and never answers is given up in the end', async () => {
  const silent = createServer()
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const connection = openPostgres(`postgres://u:p@127.0.0.1:${port}/db`)
  await expect(connection.query('select 1')).rejects.toThrow()
  await connection.close()
  silent.close()
}, 15_000)

const server = process.env.TEST_DATABASE_URL

describe.skipIf(!server)(`on PostgreSQL${server ? '' : ' (skipped: TEST_DATABASE_URL is not set)'}`, () => {
  let database: TestPostgres
  beforeAll(async () => {
    database = await createTestPostgres(server ?? '')
  })
  afterAll(() => database.drop())

  test('a connection that the server ends while it is idle does not end the process and is replaced', async () => {
    const connection = openPostgres(database.url)
    const other = openPostgres(database.url)
    await connection.query('select 1')
    await other.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    // The first query may get the dying connection; the pool then opens a new one.
    await connection.query('select 1').catch(() => {})
    expect(await connection.query('select 1 as one')).toEqual([{ one: 1 }])
    await connection.close()
    await other.close()
  })

  test('a server that takes 700 ms each way is slow, and not away: it can be connected to', async () => {
    const wire = await testWire(database.url)
    wire.set('late')
    const connection = openPostgres(wire.url)
    expect(await connection.query('select 1 as one')).toEqual([{ one: 1 }])
    await connection.close()
    wire.close()
  }, 20_000)

  test('a statement ends after five seconds', async () => {
    const connection = openPostgres(database.url)
    const start = performance.now()
    await expect(connection.query('select pg_sleep(20)')).rejects.toThrow(/timeout/)
    expect(performance.now() - start).toBeLessThan(9_000)
    expect(await connection.query('select 1 as one')).toEqual([{ one: 1 }])
    await connection.close()
  })

  test('no more than ten connections are opened, however many ask', async () => {
    const connection = openPostgres(database.url)
    await Promise.all(Array.from({ length: 50 }, () => connection.query('select pg_sleep(0.02)')))
    const [row] = await connection.query(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = 'rekey'`,
    )
    expect(row).toEqual({ count: 10 })
    await connection.close()
  })
})
