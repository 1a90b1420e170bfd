import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { differences, merged, withValue } from '../../brand/difference'
import type { BrandOverrides } from '../../brand/schema'
import type { Connection } from '../../db/connection'
import { tenants } from '../../db/schema'
import { openTestDatabase } from '../../db/test-database'
import { brandHash } from '../brand-hash'
import { loadDraft, type Save, saveDraft } from './drafts'
import {
  BY_FILE,
  findRevision,
  livePublication,
  publicationsOf,
  publishDraft,
  rollBack,
} from './publications'

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
  const save = async (
    brand: BrandOverrides,
    version: number,
    known: BrandOverrides = red,
    by = 'anna',
    save: Save | null = null,
  ) =>
    saveDraft(connection.database, id, by, await loadDraft(connection.database, id), {
      brand,
      version,
      known,
      save,
    })
  const publish = (version: number, { live = brandHash(red), by = 'olga' } = {}) =>
    publishDraft(connection.database, id, by, { version, live, comment: 'Blue now' })
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
  expect(await publish(1)).toMatchObject({ kind: 'published', revision: brandHash(blue) })
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
  expect(await publish(1)).toMatchObject({ kind: 'conflict', over: 'draft', author: { by: 'anna' } })
  expect((await live())?.brand).toEqual(red)
})

test('what somebody else published since is not overwritten unseen, and says who it was', async () => {
  const { id, db, live, save, publish } = await newTenant()
  await connection.query(
    `insert into admin_people (subject, name) values ('olga', 'olga@acme.example') on conflict do nothing`,
  )
  await save(blue, 0)
  await publish(1)
  await save({ shape: { radius: 1 } }, 1, blue)
  const { author } = await livePublication(db, id)
  expect(author).toEqual({ by: 'olga', byName: 'olga@acme.example', at: expect.any(Date) })
  expect(await publish(2, { by: 'anna' })).toEqual({ kind: 'conflict', over: 'live', author })
  expect((await live())?.brand).toEqual(blue)
  expect(await publish(2, { by: 'anna', live: brandHash(blue) })).toMatchObject({ kind: 'published' })
})

test('publishing again after a lost answer says since when it is live, and publishes nothing twice', async () => {
  const { id, db, save, publish } = await newTenant()
  await save(blue, 0)
  const first = await publish(1)
  expect(first).toEqual({ kind: 'published', revision: brandHash(blue), at: expect.any(Date) })
  expect(await publish(1)).toEqual({ ...first, kind: 'unchanged' })
  expect(await publicationsOf(db, id)).toHaveLength(2)
  // One's own publication, whose answer was lost, is no reason to ask before the next.
  await save({ shape: { radius: 1 } }, 1, blue)
  expect(await publish(2)).toMatchObject({ kind: 'published' })
})

const editor = '0b8f4f0e-3f0c-4c53-8c93-7f4f5a7d0a11'
const round = (radius: number): BrandOverrides => ({ ...red, shape: { radius } })

test('a save whose answer was lost is recognised, sent again or followed by the next', async () => {
  const { id, db, save } = await newTenant()
  const first = await save(blue, 0, red, 'anna', { editor, number: 1 })
  expect(await save(blue, 0, red, 'anna', { editor, number: 1 })).toEqual(first)
  expect(await save(round(3), 0, red, 'anna', { editor, number: 2 })).toMatchObject({
    kind: 'saved',
    version: 2,
  })
  expect((await loadDraft(db, id)).brand).toEqual(round(3))
})

test('a save that arrives after later ones of its editor overwrites nothing', async () => {
  const { id, db, save } = await newTenant()
  await save(round(3), 0, red, 'anna', { editor, number: 2 })
  expect(await save(blue, 0, red, 'anna', { editor, number: 1 })).toMatchObject({ kind: 'conflict' })
  expect((await loadDraft(db, id)).brand).toEqual(round(3))
})

test('many saves of one editor at once leave what it sent last', async () => {
  const { id, db, save } = await newTenant()
  const numbers = [1, 2, 3, 4, 5]
  await Promise.all(numbers.map((number) => save(round(number), 0, red, 'anna', { editor, number })))
  expect((await loadDraft(db, id)).brand).toEqual(round(5))
})

test('somebody else’s save after a lost answer is a conflict, as is one of a release without such names', async () => {
  const { id, db, save } = await newTenant()
  await save(blue, 0, red, 'anna', { editor, number: 1 })
  await save(round(2), 1, blue, 'bert', { editor: randomUUID(), number: 1 })
  expect(await save(round(3), 0, red, 'anna', { editor, number: 2 })).toMatchObject({
    kind: 'conflict',
    theirs: { updatedBy: 'bert' },
  })
  const other = await newTenant()
  await other.save(blue, 0, red, 'anna', { editor, number: 1 })
  // As the first release saves: it leaves the name of the save before there.
  await connection.query('update brand_drafts set version = version + 1 where tenant_id = $1', [other.id])
  expect(await other.save(round(3), 0, red, 'anna', { editor, number: 2 })).toMatchObject({
    kind: 'conflict',
  })
  expect((await loadDraft(db, id)).brand).toEqual(round(2))
})

test('rolling back brings the earlier brand back, and a draft without work of its own follows', async () => {
  const { id, db, live, save, publish } = await newTenant()
  await save(blue, 0)
  await publish(1)
  const back = { revision: brandHash(red), comment: '' }
  expect(await rollBack(db, id, 'olga', back)).toMatchObject({ kind: 'published' })
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
