import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyRing } from '../crypto/key-ring'
import type { Connection } from '../db/connection'
import { addTestTenant, openTestDatabase } from '../db/test-database'
import type { AwsAnswer } from './aws-answer'
import { answersInDatabase } from './kept-answers'

const acme = '00000000-0000-4000-8000-000000000001'
const globex = '00000000-0000-4000-8000-000000000002'

const ring = keyRing([Buffer.alloc(32, 7)])

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
  for (const id of [acme, globex]) await addTestTenant(connection, id, id.slice(-4))
})
afterAll(() => connection.close())

const sent: AwsAnswer = {
  ok: true,
  output: { CodeDeliveryDetails: { Destination: 'j***@e***', DeliveryMedium: 'EMAIL' } },
  requestId: 'r-1',
}
const refused: AwsAnswer = {
  ok: false,
  status: 400,
  error: { name: 'UserLambdaValidationException', message: 'jane@example.com may not', reasonCode: 'A' },
  requestId: null,
}

test('an answer is found as it was given, by the same request of the same tenant only', async () => {
  const answers = answersInDatabase(connection.database, ring)
  for (const [key, answer] of [
    ['one', sent],
    ['two', refused],
  ] as const) {
    await answers.keep({ tenantId: acme, key }, answer, 60_000)
    expect(await answers.read({ tenantId: acme, key })).toEqual(answer)
  }
  expect(await answers.read({ tenantId: globex, key: 'one' })).toBeNull()
  expect(await answers.read({ tenantId: acme, key: 'three' })).toBeNull()
})

test('nothing of an answer can be read in the database, nor put under another request', async () => {
  const answers = answersInDatabase(connection.database, ring)
  await answers.keep({ tenantId: acme, key: 'mine' }, refused, 60_000)
  const [row] = await connection.query(`select * from kept_answers where key = 'mine'`)
  expect(JSON.stringify(row)).not.toMatch(/jane|UserLambda/)
  await connection.query(`update kept_answers set key = 'other' where key = 'mine'`)
  expect(await answers.read({ tenantId: acme, key: 'other' })).toBeNull()
})

test('an answer whose time is over is not given again; a newer one takes its place', async () => {
  const answers = answersInDatabase(connection.database, ring)
  const name = { tenantId: acme, key: 'late' }
  await answers.keep(name, refused, 60_000)
  await connection.query(`update kept_answers set expires_at = now() where key = 'late'`)
  expect(await answers.read(name)).toBeNull()
  await answers.keep(name, sent, 60_000)
  expect(await answers.read(name)).toEqual(sent)
})
