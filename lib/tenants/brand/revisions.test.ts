import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { differences, merged, withValue } from '../../brand/difference'
import type { BrandOverrides } from '../../brand/schema'
import type { Connection } from '../../db/connection'
import { tenants } from '../../db/schema'
import { openTestDatabase } from '../../db/test-database'
import { brandHash } from '../brand-hash'
import { loadDraft, saveDraft } from './drafts'
import { BY_FILE, findRevision, publicationsOf, publishDraft, rollBack } from './publications'

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
})
afterAll(() => connection.close())

const red: BrandOverrides = { colour: { seed: '#aa0000' } }
const blue: BrandOverrides = { colour: { seed: '#0000aa' } }

async function newTenant(brand: BrandOverrides = red) {
  const id = randomUUID()
  await connection.database
    .insert(tenants)
    .values({ id, slug: id, name: 'Acme', status: 'active', config: {}, brand, revision: 'first' })
  const live = async () => {
    const [row] = await connection.database.select().from(tenants).where(eq(tenants.id, id))
    return row
  }
  const save = async (brand: BrandOverrides, version: number, known: BrandOverrides = red, by = 'anna') =>
    saveDraft(connection.database, id, by, await loadDraft(connection.database, id), {
      brand,
      version,
      known,
    })
  const publish = (version: number) =>
    publishDraft(connection.database, id, 'olga', { version, comment: 'Blue now' })
  return { id, live, save, publish, db: connection.database }
}

test('a draft changes nothing that is live', async () => {
  const { id, db, live, save } = await newTenant()
  expect(await save(blue, 0)).toMatchObject({ kind: 'saved', version: 1 })
  expect((await live())?.brand).toEqual(red)
  expect((await loadDraft(db, id)).brand).toEqual(blue)
})

test('the second of two editors is refused, told what changed, and overwrites nothing', async () => {
  const { id, db, save } = await newTenant()
  await save(blue, 0)
  const second = await save({ ...red, shape: { radius: 2 } }, 0, red, 'bert')
  expect(second).toMatchObject({
    kind: 'conflict',
    changes: [{ path: 'colour/seed', before: '#aa0000', after: '#0000aa' }],
    theirs: { version: 1, updatedBy: 'anna' },
  })
  expect((await loadDraft(db, id)).brand).toEqual(blue)
})

test('of many saves of one version exactly one wins', async () => {
  const { save } = await newTenant()
  await save(blue, 0)
  const results = await Promise.all(
    Array.from({ length: 8 }, (_, radius) => save({ shape: { radius } }, 1, blue)),
  )
  expect(results.filter(({ kind }) => kind === 'saved')).toHaveLength(1)
})

test('publishing makes the draft live, gives the tenant a new revision and keeps what was live before', async () => {
  const { id, db, live, save, publish } = await newTenant()
  await save(blue, 0)
  expect(await publish(1)).toMatchObject({ kind: 'published', revision: brandHash(blue), before: red })
  const row = await live()
  expect(row?.brand).toEqual(blue)
  expect(row?.revision).not.toBe('first')
  expect(await publicationsOf(db, id)).toMatchObject([
    { revision: brandHash(blue), by: 'olga', comment: 'Blue now' },
    { revision: brandHash(red), by: BY_FILE },
  ])
})

test('a draft that was saved again since somebody looked at it is not published', async () => {
  const { live, save, publish } = await newTenant()
  await save(blue, 0)
  await save({ shape: { radius: 1 } }, 1, blue)
  expect(await publish(1)).toEqual({ kind: 'conflict' })
  expect((await live())?.brand).toEqual(red)
})

test('rolling back brings the earlier brand back, and a draft without work of its own follows', async () => {
  const { id, db, live, save, publish } = await newTenant()
  await save(blue, 0)
  await publish(1)
  const back = { revision: brandHash(red), comment: '' }
  expect(await rollBack(db, id, 'olga', back)).toMatchObject({ kind: 'published', before: blue })
  expect((await live())?.brand).toEqual(red)
  expect((await loadDraft(db, id)).brand).toEqual(red)
})

test('rolling back keeps a draft that has work in it', async () => {
  const { id, db, save, publish } = await newTenant()
  await save(blue, 0)
  await publish(1)
  await save({ ...blue, shape: { radius: 3 } }, 1, blue)
  await rollBack(db, id, 'olga', { revision: brandHash(red), comment: '' })
  expect((await loadDraft(db, id)).brand).toEqual({ ...blue, shape: { radius: 3 } })
})

test('a revision of one tenant is not found at another', async () => {
  const [one, other] = [await newTenant(), await newTenant(blue)]
  await one.save(blue, 0)
  await one.publish(1)
  expect(await findRevision(one.db, other.id, brandHash(red))).toBeNull()
  expect(await rollBack(one.db, other.id, 'olga', { revision: brandHash(red), comment: '' })).toBeNull()
})

test('differences name each value once, and a key with dots in it stays one key', () => {
  const before: BrandOverrides = { words: { en: { 'forgot.title': 'A' } }, colour: { seed: '#aa0000' } }
  const after: BrandOverrides = { words: { en: { 'forgot.title': 'B' } }, identity: { productName: 'X' } }
  expect(differences(before, after)).toEqual([
    { path: 'colour/seed', before: '#aa0000', after: undefined },
    { path: 'identity/productName', before: undefined, after: 'X' },
    { path: 'words/en/forgot.title', before: 'A', after: 'B' },
  ])
})

test('changes of one editor lie over those of another, and nothing of either is lost', () => {
  const mine = differences(red, { ...red, shape: { radius: 4 } })
  expect(merged(blue, mine)).toEqual({ ...blue, shape: { radius: 4 } })
  expect(withValue(red, 'colour/seed', undefined)).toEqual({})
})
