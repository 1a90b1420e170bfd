import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../../db/connection'
import { addTestTenant, openTestDatabase } from '../../db/test-database'
import { addPreviewLink, isPreviewLink, previewLinksOf, removePreviewLink } from './preview-links'

const DAY_MS = 86_400_000
const [acme, globex] = [randomUUID(), randomUUID()]
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS)

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
  await addTestTenant(connection, acme, 'acme')
  await addTestTenant(connection, globex, 'globex')
  await connection.query(`insert into admin_people (subject, name) values ('anna', 'anna@acme.example')`)
})
afterAll(() => connection.close())

test('links are listed with who made them, and one that is withdrawn works no more', async () => {
  const { database } = connection
  const [week, day] = [inDays(7), inDays(1)]
  const later = await addPreviewLink(database, acme, 'anna', week)
  const sooner = await addPreviewLink(database, acme, 'ben', day)
  await addPreviewLink(database, acme, 'anna', inDays(-1))
  expect(await previewLinksOf(database, acme)).toEqual([
    { id: sooner.id, by: null, at: expect.any(Date), until: day },
    { id: later.id, by: 'anna@acme.example', at: expect.any(Date), until: week },
  ])
  expect(await isPreviewLink(database, acme, later.id)).toBe(true)
  expect(await removePreviewLink(database, acme, later.id)).toBe(true)
  expect(await isPreviewLink(database, acme, later.id)).toBe(false)
  expect(await removePreviewLink(database, acme, later.id)).toBe(false)
  expect(await previewLinksOf(database, acme)).toHaveLength(1)
})

test('a link of one tenant is no link of another, which can’t withdraw it either', async () => {
  const { database } = connection
  const { id } = await addPreviewLink(database, acme, 'anna', inDays(1))
  expect(await isPreviewLink(database, globex, id)).toBe(false)
  expect(await removePreviewLink(database, globex, id)).toBe(false)
  expect(await isPreviewLink(database, acme, id)).toBe(true)
})

test('a link whose day has come works no more', async () => {
  const { database } = connection
  const { id } = await addPreviewLink(database, acme, 'anna', new Date(Date.now() - 1000))
  expect(await isPreviewLink(database, acme, id)).toBe(false)
})
