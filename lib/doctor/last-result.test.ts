import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../db/connection'
import { addTestTenant, openTestDatabase } from '../db/test-database'
import { atSetting, fault, ok, warning } from './check'
import { keepResult, lastFaults, lastResult } from './last-result'

const acme = '00000000-0000-4000-8000-000000000001'
const globex = '00000000-0000-4000-8000-000000000002'
const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 10, minute))

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
  for (const [id, slug] of [
    [acme, 'acme'],
    [globex, 'globex'],
  ] as const)
    await addTestTenant(connection, id, slug)
})
afterAll(() => connection.close())

const faults = (reach: readonly string[] | null, toldTo: 'operator' | 'owner') =>
  lastFaults(connection.database, reach, toldTo)

test('the last result is kept, for each who may be told, and an earlier one that comes late changes nothing', async () => {
  const database = async () => connection.database
  const own = [fault('client.secret', 'refused', 'Set it.'), warning('pool.recovery', 'off', 'Turn it on.')]
  await keepResult(
    database,
    acme,
    { operator: [...own, fault('deployment.redis', 'away', 'Start it.')], owner: own },
    at(2),
  )
  await keepResult(database, globex, { operator: [ok('client.secret', 'taken')], owner: [] }, at(2))
  await keepResult(database, acme, { operator: [], owner: [] }, at(1))
  expect(await faults(null, 'operator')).toEqual([{ tenantId: acme, faults: 2, at: at(2) }])
  expect(await faults([acme, globex], 'owner')).toEqual([{ tenantId: acme, faults: 1, at: at(2) }])
  expect(await faults([globex], 'operator')).toEqual([])
  expect(await faults([], 'operator')).toEqual([])
  await keepResult(database, acme, { operator: own.slice(1), owner: own.slice(1) }, at(3))
  expect(await faults(null, 'operator')).toEqual([])
})

test('the last result is read with the verdicts of the one before, and another release’s as far as it can be', async () => {
  const database = async () => connection.database
  const initech = '00000000-0000-4000-8000-000000000003'
  await addTestTenant(connection, initech, 'initech')
  expect(await lastResult(database, initech, 'owner')).toBe(null)
  const first = [fault('client.secret', 'refused', 'Set it.', atSetting('cognito.clientSecret'))]
  await keepResult(database, initech, { operator: first, owner: first }, at(1))
  expect(await lastResult(database, initech, 'owner')).toEqual({ at: at(1), checks: first, before: null })
  const second = [ok('client.secret', 'accepted')]
  await keepResult(database, initech, { operator: second, owner: second }, at(2))
  const before = { at: at(1), verdicts: { 'client.secret': 'fault' } }
  expect(await lastResult(database, initech, 'owner')).toEqual({ at: at(2), checks: second, before })
  // A release that knows nothing of the result before overwrites the last one only: what is told stays true.
  await connection.query(`update doctor_results set at = $2, checks = $3 where tenant_id = $1`, [
    initech,
    at(3),
    JSON.stringify([{ ...first[0], remedy: { kind: 'newer' } }]),
  ])
  const { remedy: _, ...known } = first[0] ?? fault('client.secret', '')
  expect(await lastResult(database, initech, 'owner')).toEqual({ at: at(3), checks: [known], before })
})
