import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../db/connection'
import { ALL_TENANTS } from '../db/schema'
import { openTestDatabase } from '../db/test-database'
import { openTallies } from './tallies'

const acme = '00000000-0000-4000-8000-000000000001'
const globex = '00000000-0000-4000-8000-000000000002'

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
})
afterAll(() => connection.close())

const counted = async () =>
  await connection.query(
    'select tenant_id, event, outcome, sum(count)::int as count from activity_hours group by 1, 2, 3 order by 1',
  )

test('two instances count into one sum, and a count is written once', async () => {
  const [one, other] = [0, 1].map(() => openTallies(async () => connection.database))
  for (const tenant of [acme, globex, acme]) one?.count(tenant, 'link.opened')
  other?.count(acme, 'link.opened')
  await Promise.all([one?.save(), other?.save(), one?.save()])
  await one?.save()
  expect(await counted()).toEqual([
    { tenant_id: ALL_TENANTS, event: 'link.opened', outcome: '', count: 4 },
    { tenant_id: acme, event: 'link.opened', outcome: '', count: 3 },
    { tenant_id: globex, event: 'link.opened', outcome: '', count: 1 },
  ])
})

test('a database that is away loses what was counted meanwhile, and troubles nobody', async () => {
  let isAway = true
  const tallies = openTallies(async () => {
    if (isAway) throw new Error('away')
    return connection.database
  })
  tallies.count(globex, 'link.opened')
  await tallies.save()
  isAway = false
  tallies.count(globex, 'link.opened')
  await tallies.save()
  expect(await counted()).toContainEqual({ tenant_id: globex, event: 'link.opened', outcome: '', count: 2 })
})
