import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '@/lib/db/test-database'
import { makeServices } from '@/lib/make-services'
import { provideServices } from '@/lib/services'
import { GET } from './route'

const token = 'a-token-for-this-test-only'
Object.assign(process.env, {
  REKEY_SECRET: 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
  REKEY_BASE_URL: 'http://localhost:3000',
  REKEY_CRON_TOKEN: token,
  DATABASE_URL: 'memory://',
})
const db = testDatabase()
afterAll(db.close)

const ask = (authorization: string) =>
  GET(new Request('http://localhost:3000/api/cron/audit', { headers: { authorization } }))

test('the audit log is sealed for whoever has the token, and a chain that was changed is told', async () => {
  provideServices(makeServices(null, db))
  const { query } = await db.connection()
  await query(
    `insert into audit (entry_id, event) values (gen_random_uuid(), 'a.a'), (gen_random_uuid(), 'a.b')`,
  )
  expect((await ask('Bearer wrong')).status).toBe(401)
  const sealed = async () => (await ask(`Bearer ${token}`)).json()
  expect(await sealed()).toEqual({ sealed: 2, isBehind: false, fault: null })
  expect(await sealed()).toEqual({ sealed: 0, isBehind: false, fault: null })
  await query('delete from audit_months')
  expect(await sealed()).toMatchObject({ sealed: 0, fault: expect.stringContaining('were changed') })
})
