import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../db/connection'
import { pruneExpired } from '../db/prune'
import { addTestTenant, openTestDatabase } from '../db/test-database'
import { newerMail, noteNewestMail } from './newest-mail'

const acme = '00000000-0000-4000-8000-000000000001'
const globex = '00000000-0000-4000-8000-000000000002'
const markAt = (time: string, letter = 'a') =>
  `${letter.repeat(22)}.${new Date(`2026-11-24T${time}Z`).getTime().toString(36)}`

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
  for (const id of [acme, globex]) await addTestTenant(connection, id, id.slice(-4))
})
afterAll(() => connection.close())

const database = async () => connection.database
const note = (mark: string) => noteNewestMail(database, acme, mark, 3_600_000)
const newer = (mark: string, tenantId = acme) => newerMail(database, tenantId, mark)

test('a mail is replaced by a later one of the same user at the same tenant, and by nothing else', async () => {
  await note(markAt('10:31:00.123'))
  expect(await newer(markAt('10:31:00.123'))).toBeNull()
  await note(markAt('10:42:00.000'))
  expect(await newer(markAt('10:31:00.123'))).toEqual(new Date('2026-11-24T10:42:00Z'))
  expect(await newer(markAt('10:42:00.000'))).toBeNull()
  expect(await newer(markAt('10:31:00.123', 'b'))).toBeNull()
  expect(await newer(markAt('10:31:00.123'), globex)).toBeNull()
})

test('a note that comes late does not make an older mail the newest', async () => {
  await note(markAt('10:42:00.000', 'c'))
  await note(markAt('10:31:00.000', 'c'))
  expect(await newer(markAt('10:42:00.000', 'c'))).toBeNull()
})

test('a mark that is none is neither kept nor looked for', async () => {
  for (const mark of ['', 'x', 'a'.repeat(22), "'; drop table newest_mails; --"]) {
    await note(mark)
    expect(await newer(mark)).toBeNull()
  }
})

test('what is too old to tell anything is deleted', async () => {
  await note(markAt('10:00:00.000', 'd'))
  await connection.query(`update newest_mails set expires_at = now() - interval '1 second'`)
  expect((await pruneExpired(connection)).newestMails).toBeGreaterThan(0)
  expect(await connection.query('select 1 from newest_mails')).toEqual([])
})
