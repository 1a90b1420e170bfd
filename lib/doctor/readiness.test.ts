import { afterAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../db/test-database'
import { startDraining } from '../platform/shutdown'
import { checkReadiness } from './readiness'

Object.assign(process.env, {
  REKEY_SECRET: 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
  REKEY_BASE_URL: 'http://localhost:3000',
  DATABASE_URL: 'memory://',
})
const db = testDatabase()
afterAll(db.close)

test('an instance that has what it needs is ready, and one that was asked to end is not', async () => {
  await db.connection()
  const parts = { process: 'ok', configuration: 'ok', database: 'ok' }
  await vi.waitFor(async () => expect(await checkReadiness(db)).toEqual({ isReady: true, parts }), 10_000)
  startDraining()
  expect(await checkReadiness(db)).toEqual({ isReady: false, parts: { ...parts, process: 'down' } })
}, 60_000)
