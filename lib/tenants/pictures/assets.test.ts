import { afterAll, beforeAll, expect, test } from 'vitest'
import { addTestTenant, testDatabase } from '../../db/test-database'
import { openTenantStore } from '../store-access'
import { openPictures } from './assets'

const ACME = '00000000-0000-4000-8000-000000000001'
const GLOBEX = '00000000-0000-4000-8000-000000000002'
const db = testDatabase()
const pictures = openPictures(openTenantStore(db.database))
const HASH = 'ab'.repeat(32)

beforeAll(async () => {
  process.env.REKEY_SECRET = 'kV3p9xQ2mN7rT5wY8zB1cD4fG6hJ0lSa'
  process.env.REKEY_BASE_URL = 'https://reset.example'
  const connection = await db.connection()
  const { query } = connection
  await addTestTenant(connection, ACME, 'acme')
  await addTestTenant(connection, GLOBEX, 'globex')
  await query(`insert into assets values ($1, $2, 'logo', 'image/png', $3, 1, 1, now())`, [
    ACME,
    HASH,
    new Uint8Array([0, 1, 254, 255]),
  ])
})
afterAll(db.close)

test('a picture comes back byte for byte, to its own tenant only', async () => {
  const asset = await pictures.find(ACME, HASH)
  expect(asset?.contentType).toBe('image/png')
  expect([...(asset?.bytes ?? [])]).toEqual([0, 1, 254, 255])
  expect(await pictures.find(GLOBEX, HASH)).toBeNull()
})

test.each(['', 'x', '../secret', HASH.toUpperCase(), `${HASH}\0`, 'cd'.repeat(32)])(
  '%j is no picture',
  async (hash) => {
    expect(await pictures.find(ACME, hash)).toBeNull()
  },
)

test('a picture that was read once is served while the database is away', async () => {
  await pictures.find(ACME, HASH)
  await (await db.connection()).close()
  expect((await pictures.find(ACME, HASH))?.contentType).toBe('image/png')
})
