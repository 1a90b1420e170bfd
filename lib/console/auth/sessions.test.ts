import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { IdentityRefused } from '../../cognito/console-identity'
import { keyRing } from '../../crypto/key-ring'
import type { Connection } from '../../db/connection'
import { openTestDatabase } from '../../db/test-database'
import { openSessions, sealedSessions } from './sessions'

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
})
afterAll(() => connection.close())

const ring = keyRing([Buffer.from('a secret of at least thirty-two bytes')])

/** Two instances on one database, and a pool whose groups can be changed. */
function instances() {
  const pool = { groups: ['acme-owner'] as readonly string[], isGone: false, asked: 0 }
  const make = () =>
    openSessions({
      database: async () => connection.database,
      ring,
      readGroups: async () => {
        pool.asked++
        if (pool.isGone) throw new IdentityRefused('gone')
        return pool.groups
      },
    })
  const [one, other] = [make(), make()]
  const signIn = () =>
    one.open({
      subject: 'sub-1',
      name: 'owner@example.com',
      groups: pool.groups,
      username: 'owner',
      refreshToken: 'a refresh token',
      authenticatedAt: new Date(),
      address: '203.0.113.77',
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0 Secret/1',
    })
  return { pool, one, other, signIn }
}

/** Moves everything that happened so far that much into the past. */
const later = (seconds: number) =>
  connection.database.execute(sql`
    update admin_sessions set created_at = created_at - make_interval(secs => ${seconds}),
      seen_at = seen_at - make_interval(secs => ${seconds}),
      groups_read_at = groups_read_at - make_interval(secs => ${seconds}),
      authenticated_at = authenticated_at - make_interval(secs => ${seconds})`)

test('a session is good on every instance and holds what the pool said', async () => {
  const { other, signIn } = instances()
  expect(await other.find(await signIn())).toMatchObject({ subject: 'sub-1', groups: ['acme-owner'] })
  expect(await other.find('made up')).toBeNull()
})

test('a sign-out on one instance is one on the other', async () => {
  const { one, other, signIn } = instances()
  const token = await signIn()
  await one.end(token)
  expect(await other.find(token)).toBeNull()
})

test('a role that was taken away is gone within five seconds, on both instances', async () => {
  const { pool, one, other, signIn } = instances()
  const token = await signIn()
  pool.groups = []
  await later(4)
  expect((await one.find(token))?.groups).toEqual([])
  expect((await other.find(token))?.groups).toEqual([])
})

test('somebody whom the pool no longer knows is signed out', async () => {
  const { pool, one, other, signIn } = instances()
  const token = await signIn()
  pool.isGone = true
  await later(4)
  expect(await one.find(token)).toBeNull()
  pool.isGone = false
  expect(await other.find(token)).toBeNull()
})

test('requests that come together ask the pool once', async () => {
  const { pool, one, signIn } = instances()
  const token = await signIn()
  await later(4)
  await Promise.all([one.find(token), one.find(token), one.find(token)])
  expect(pool.asked).toBe(1)
})

test('a session ends after an hour without a request, and after a day in any case', async () => {
  const { one, signIn } = instances()
  const idle = await signIn()
  await later(3_601)
  expect(await one.find(idle)).toBeNull()
  const busy = await signIn()
  for (let hours = 0; hours < 26; hours++) {
    await later(3_500)
    if ((await one.find(busy)) === null) return expect(hours).toBeGreaterThan(23)
  }
  throw new Error('the session never ended')
})

test('neither the token of the cookie nor the refresh token can be read in the database', async () => {
  const { signIn } = instances()
  const token = await signIn()
  const rows = await connection.query('select * from admin_sessions')
  expect(JSON.stringify(rows)).not.toContain(token)
  expect(JSON.stringify(rows)).not.toContain('a refresh token')
})

test('a session outlives a rotation of the secret once its token is sealed anew', async () => {
  const newest = Buffer.from('another secret of thirty-two bytes or more')
  const both = keyRing([newest, Buffer.from('a secret of at least thirty-two bytes')])
  const { signIn } = instances()
  const token = await signIn()
  const states = async () => {
    const rows = await sealedSessions(connection.database, both)
    return new Set(rows.map(({ state }) => state))
  }
  expect(await states()).toEqual(new Set(['older']))
  for (const row of await sealedSessions(connection.database, both)) await row.sealAnew()
  expect(await states()).toEqual(new Set(['newest']))

  await later(4)
  const afterwards = openSessions({
    database: async () => connection.database,
    ring: keyRing([newest]),
    readGroups: async () => ['acme-viewer'],
  })
  expect(await afterwards.find(token)).toMatchObject({ groups: ['acme-viewer'] })
})
