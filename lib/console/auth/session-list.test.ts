import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { keyRing } from '../../crypto/key-ring'
import type { Connection } from '../../db/connection'
import { openTestDatabase } from '../../db/test-database'
import { endSessionById, listSessions, SESSIONS_A_PAGE, type Whose } from './session-list'
import { openSessions, type Sessions } from './sessions'

let connection: Connection
let sessions: Sessions
beforeAll(async () => {
  connection = await openTestDatabase()
  sessions = openSessions({
    database: async () => connection.database,
    ring: keyRing([Buffer.from('a secret of at least thirty-two bytes')]),
    readGroups: async () => [],
  })
})
afterAll(() => connection.close())
beforeEach(() => connection.query('delete from admin_sessions'))

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'

const signIn = (name: string, groups: string[], address: string | null = null, userAgent = '') =>
  sessions.open({
    subject: `sub-of-${name}`,
    name: `${name}@example.com`,
    groups,
    username: name,
    refreshToken: 'a refresh token',
    authenticatedAt: new Date(),
    address,
    userAgent,
  })

const list = (whose: Whose, page?: number) => listSessions(connection.database, whose, page)
const names = async (whose: Whose) => (await list(whose)).rows.map(({ name }) => name).sort()

test('a session says who, since when, and where, of which only the network and names are kept', async () => {
  await signIn('anna', ['acme-owner'], '203.0.113.77', `${firefox} Made-up/1`)
  await signIn('ben', ['acme-viewer'], '2001:db8:1:2::7', 'curl/8')
  const { rows, total } = await list('everybody')
  expect(total).toBe(2)
  expect(rows.find(({ name }) => name === 'anna@example.com')).toMatchObject({
    subject: 'sub-of-anna',
    network: '203.0.113.0/24',
    browser: 'Firefox on Windows',
  })
  expect(rows.find(({ name }) => name === 'ben@example.com')).toMatchObject({
    network: '2001:db8:1::/48',
    browser: null,
  })
  const stored = JSON.stringify(await connection.query('select * from admin_sessions'))
  expect(stored).not.toMatch(/113\.77|Made-up|Gecko|curl/)
})

test('sessions are those of one person, of one tenant’s people, or of everybody', async () => {
  await signIn('anna', ['acme-owner'])
  await signIn('ben', ['globex-editor', 'acme-viewer'])
  await signIn('carl', ['acme-viewer-viewer', 'acme'])
  expect(await names({ subject: 'sub-of-anna' })).toEqual(['anna@example.com'])
  expect(await names({ slug: 'acme' })).toEqual(['anna@example.com', 'ben@example.com'])
  expect(await names({ slug: 'globex' })).toEqual(['ben@example.com'])
  expect(await names('everybody')).toHaveLength(3)
})

test('a session that is over is not listed, however it ended', async () => {
  const token = await signIn('anna', ['acme-owner'])
  await sessions.end(token)
  await signIn('ben', ['acme-owner'])
  await connection.database.execute(
    sql`update admin_sessions set seen_at = now() - interval '3601 seconds' where subject = 'sub-of-ben'`,
  )
  await signIn('carl', ['acme-owner'])
  await connection.database.execute(
    sql`update admin_sessions set created_at = now() - interval '86401 seconds' where subject = 'sub-of-carl'`,
  )
  await signIn('dora', ['acme-owner'])
  expect(await names('everybody')).toEqual(['dora@example.com'])
})

test('a page holds a part of them, and says of how many', async () => {
  for (let count = 0; count <= SESSIONS_A_PAGE; count++) await signIn(`person-${count}`, [])
  const [first, second] = [await list('everybody'), await list('everybody', 2)]
  expect([first.rows.length, first.total, second.rows.length]).toEqual([
    SESSIONS_A_PAGE,
    SESSIONS_A_PAGE + 1,
    1,
  ])
  const ids = new Set([...first.rows, ...second.rows].map(({ id }) => id))
  expect(ids.size).toBe(SESSIONS_A_PAGE + 1)
})

test('one session is ended and no other, once, and nobody else’s where it has to be one’s own', async () => {
  const [kept, lost] = [await signIn('anna', ['acme-owner']), await signIn('anna', ['acme-owner'])]
  const { sessionId: id = '' } = (await sessions.find(lost)) ?? {}
  expect(await endSessionById(connection.database, id, 'sub-of-ben')).toBeNull()
  expect(await sessions.find(lost)).not.toBeNull()
  expect(await endSessionById(connection.database, id, 'sub-of-anna')).toBe('sub-of-anna')
  expect(await sessions.find(lost)).toBeNull()
  expect(await sessions.find(kept)).not.toBeNull()
  expect(await endSessionById(connection.database, id, null)).toBeNull()
})
