import { sql } from 'drizzle-orm'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Connection, Watch } from './connection'
import { openMemory } from './pglite'
import { openPostgres } from './postgres'
import { createTestPostgres } from './test-postgres'

const server = process.env.TEST_DATABASE_URL
const engines = server ? (['PGlite', 'PostgreSQL'] as const) : (['PGlite'] as const)

async function open(engine: (typeof engines)[number], watch: Watch): Promise<Connection> {
  if (engine === 'PGlite') {
    const connection = await openMemory(undefined, watch)
    onTestFinished(connection.close)
    return connection
  }
  const database = await createTestPostgres(server ?? '')
  const connection = openPostgres(database.url, database.url, watch)
  onTestFinished(async () => {
    await connection.close()
    await database.drop()
  })
  return connection
}

describe.each(engines)('what is watched, on %s', (engine) => {
  test('every statement is, once, within a transaction too, and a failed one ends its watch', async () => {
    const seen: string[] = []
    const failed: string[] = []
    const { database, query, reserved } = await open(engine, async (text, run) => {
      seen.push(text)
      try {
        return await run()
      } catch (error) {
        failed.push(text)
        throw error
      }
    })
    await query('select 1')
    await reserved('select 2')
    await database.execute(sql`select 3`)
    await database.transaction(async (own) => {
      await own.execute(sql`select 4`)
      await own.transaction((inner) => inner.execute(sql`select 5`))
    })
    const work = database.transaction((own) => own.execute(sql`select 6 / 0`))
    await expect(work).rejects.toThrow()
    expect(seen.filter((text) => text.startsWith('select'))).toEqual([
      'select 1',
      'select 2',
      'select 3',
      'select 4',
      'select 5',
      'select 6 / 0',
    ])
    expect(failed).toEqual(['select 6 / 0'])
  })
})

test.skipIf(!server)('no statement of a migration is, which nobody waits for', async () => {
  const seen: string[] = []
  const { migrate } = await open('PostgreSQL', (text, run) => {
    seen.push(text)
    return run()
  })
  const one = await migrate(async (own) => (await own.execute(sql`select 7 as seven`)).rows)
  expect(one).toEqual([{ seven: 7 }])
  expect(seen).not.toContain('select 7 as seven')
})
