import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../../db/connection'
import { openTestDatabase } from '../../db/test-database'
import { barsOf, figuresOf } from './figures'
import { hourCounts } from './hour-counts'

const acme = '00000000-0000-4000-8000-000000000001'
const globex = '00000000-0000-4000-8000-000000000002'
const now = new Date('2026-11-30T10:31:00Z')

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
  for (const [tenant, at] of [
    [acme, '2026-11-30T10:00:00Z'],
    [acme, '2026-11-30T09:59:00Z'],
    [globex, '2026-11-30T00:00:00Z'],
    [globex, '2026-11-29T23:59:00Z'],
  ])
    await connection.query(
      `insert into audit (entry_id, tenant_id, at, event, outcome)
       values (gen_random_uuid(), $1, $2, 'forgot.requested', 'sent')`,
      [tenant, at],
    )
})
afterAll(() => connection.close())

test('hours of a day and days of a month are counted, for one tenant, for some and for all', async () => {
  const asked = async (span: '24h' | '7d' | '30d', reach: readonly string[] | null) => {
    const counts = await hourCounts(connection.database, span, reach, now)
    const bars = barsOf(counts, span, now)
    return [figuresOf(counts).asked, bars.map((bar) => bar.asked).slice(-2)]
  }
  expect(await asked('24h', null)).toEqual([4, [1, 1]])
  expect(await asked('7d', null)).toEqual([4, [1, 3]])
  expect(await asked('30d', [acme])).toEqual([2, [0, 2]])
  expect(await asked('30d', [acme, globex])).toEqual([4, [1, 3]])
  expect(await asked('30d', [])).toEqual([0, [0, 0]])
})
