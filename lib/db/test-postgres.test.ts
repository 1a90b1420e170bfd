import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { drop, dropLeftovers } from './test-postgres'

const server = process.env.TEST_DATABASE_URL

describe.skipIf(!server)(`on PostgreSQL${server ? '' : ' (skipped: TEST_DATABASE_URL is not set)'}`, () => {
  test('databases that an interrupted run left a day ago are dropped, and none that is young or in use', async () => {
    // Of this test's own, so that no other run drops them.
    const prefix = `rekey_left_${process.pid}`
    const now = Math.floor(Date.now() / 1000)
    const [unused, used, young] = [
      `${prefix}_${now - 86_460}_a`,
      `${prefix}_${now - 86_460}_b`,
      `${prefix}_${now - 86_340}_c`,
    ]
    const client = new Client({ connectionString: server })
    await client.connect()
    for (const name of [unused, used, young]) await client.query(`create database ${name}`)
    const address = new URL(server ?? '')
    address.pathname = `/${used}`
    const user = new Client({ connectionString: address.href })
    await user.connect()

    await dropLeftovers(server ?? '', prefix)
    const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [
      prefix,
    ])
    await user.end()
    await client.end()
    for (const { datname } of rows) await drop(server ?? '', datname)
    expect(rows.map(({ datname }) => datname).toSorted()).toEqual([used, young])
  })
})
