import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAudit } from '../audit/record'
import { testDatabase } from '../db/test-database'
import { settingsAuthor } from './settings-author'

const db = testDatabase()
const audit = openAudit(db.database)
const [acme, globex] = [randomUUID(), randomUUID()]
const save = (tenantId: string, by: string, settingsVersion: string) =>
  audit.record({ event: 'tenant.connect', outcome: 'saved', tenantId, details: { by, settingsVersion } })

beforeAll(async () => {
  const { query } = await db.connection()
  await query(`insert into admin_people (subject, name) values ('s1', 'Anna'), ('s2', 'Ben')`)
  await save(acme, 's1', 'v1')
  await save(acme, 's2', 'v2')
  await save(globex, 's1', 'v3')
  await save(acme, 'nobody', 'v4')
})
afterAll(db.close)

test('a conflict names whoever saved that very version at that tenant', async () => {
  const database = await db.database()
  expect(await settingsAuthor(database, acme, 'v1')).toMatchObject({ who: 'Anna' })
  expect(await settingsAuthor(database, acme, 'v2')).toMatchObject({ who: 'Ben', at: expect.any(Date) })
})

test('nobody is named for what the log doesn’t tell', async () => {
  const database = await db.database()
  for (const version of ['v3', 'v4', 'v5']) expect(await settingsAuthor(database, acme, version)).toBeNull()
})
