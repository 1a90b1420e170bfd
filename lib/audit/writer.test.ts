import { afterAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../db/test-database'
import { openAuditWriter } from './writer'

const db = testDatabase()
const query = async (statement: string) => (await db.connection()).query(statement)

beforeEach(() => query('truncate audit, audit_writers'))
afterAll(db.close)

const server = (unwrittenForMs = 0) => openAuditWriter(db.database, () => unwrittenForMs)
type Server = ReturnType<typeof server>

async function rounds(server: Server, count: number): Promise<void> {
  for (let round = 0; round < count; round++) await server.round()
}

const gaps = () => query(`select details->>'since' as since from audit where event = 'audit.gap'`)
const notes = async () => (await query('select 1 from audit_writers')).length
const passMinutes = (minutes: number) =>
  query(
    `update audit_writers set heard_at = heard_at - interval '${minutes} minutes', written_to = written_to - interval '${minutes} minutes'`,
  )

test('a server that ended with everything written leaves nothing behind', async () => {
  const one = server()
  await one.round()
  expect(await notes()).toBe(1)
  await one.leave()
  // Its timer may still go off.
  await one.round()
  expect(await notes()).toBe(0)
})

test('a round that is under way when a server ends leaves nothing behind either', async () => {
  const one = server()
  const round = one.round()
  await one.leave()
  await round
  expect(await notes()).toBe(0)
})

test('for a server that was killed one gap is recorded, from when its entries are not known to be written', async () => {
  await server(90_000).round()
  const [left] = await query(
    `select extract(epoch from heard_at - written_to)::float as waited, (extract(epoch from written_to) * 1000)::float as "writtenTo" from audit_writers`,
  )
  expect(left?.waited).toBeCloseTo(90, 1)
  await passMinutes(6)
  const [two, three] = [server(), server()]
  await rounds(two, 5)
  await rounds(three, 5)
  expect(await gaps()).toEqual([])
  await Promise.all([two.round(), three.round()])
  const found = await gaps()
  expect(found).toHaveLength(1)
  const since = new Date(String(found[0]?.since)).getTime()
  expect(since).toBe(Number(left?.writtenTo) - 6 * 60_000)
  await rounds(two, 2)
  expect(await gaps()).toHaveLength(1)
  expect(await notes()).toBe(2)
})

test('a server that is heard of is never one that was killed, however long its entries wait', async () => {
  const one = server(30 * 60_000)
  const two = server()
  for (let minute = 0; minute < 8; minute++) {
    await one.round()
    await two.round()
  }
  expect(await gaps()).toEqual([])
})

test('after an outage nobody is judged before everybody had time to be heard again', async () => {
  let isAway = false
  const two = openAuditWriter(
    async () => {
      if (isAway) throw new Error('away')
      return db.database()
    },
    () => 0,
  )
  const one = server()
  await one.round()
  await rounds(two, 6)
  isAway = true
  await expect(two.round()).rejects.toThrow('away')
  await passMinutes(20)
  isAway = false
  await rounds(two, 5)
  await one.round()
  await rounds(two, 3)
  expect(await gaps()).toEqual([])
})
