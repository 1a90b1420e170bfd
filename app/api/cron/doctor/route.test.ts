import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/lib/db/test-database'

Object.assign(process.env, {
  REKEY_SECRET: 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
  REKEY_BASE_URL: 'http://localhost:3000',
  DATABASE_URL: 'memory://',
})
const token = 'a-token-for-this-test-only'
const db = testDatabase()
afterAll(db.close)

/** The route as a process has it that is started with these variables. */
async function startedWith(variables: Record<string, string>) {
  for (const name of ['REKEY_CRON_TOKEN', 'CRON_SECRET', 'VERCEL']) delete process.env[name]
  Object.assign(process.env, variables)
  const { provideServices } = await import('@/lib/services')
  const { makeServices } = await import('@/lib/make-services')
  provideServices(makeServices(null, db))
  const { GET } = await import('./route')
  return (authorization?: string) =>
    GET(
      new Request('http://localhost:3000/api/cron/doctor', {
        ...(authorization !== undefined && { headers: { authorization } }),
      }),
    )
}

beforeEach(() => vi.resetModules())

test('a round is run for whoever has the token, and for nobody else', async () => {
  const ask = await startedWith({ REKEY_CRON_TOKEN: token })
  for (const wrong of [undefined, 'Bearer wrong', `Basic ${token}`, 'Bearer undefined']) {
    const { status, headers } = await ask(wrong)
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="cron"'])
  }
  const answer = await ask(`Bearer ${token}`)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.json()).toEqual({ examined: 0, withFaults: 0, isDone: true })
})

test('without a token there is nothing at this address, whatever is sent', async () => {
  const ask = await startedWith({ CRON_SECRET: token })
  for (const header of [undefined, 'Bearer ', 'Bearer undefined', `Bearer ${token}`])
    expect((await ask(header)).status).toBe(404)
})

test('on Vercel the secret that its cron sends is as good', async () => {
  const ask = await startedWith({ VERCEL: '1', CRON_SECRET: token })
  expect((await ask('Bearer wrong')).status).toBe(401)
  expect((await ask(`Bearer ${token}`)).status).toBe(200)
})
