import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BrandOverrides } from '../../brand/schema'
import { keyRing } from '../../crypto/key-ring'
import type { Connection } from '../../db/connection'
import { tenants } from '../../db/schema'
import { openTestDatabase } from '../../db/test-database'
import { loadDraft, saveDraft } from '../brand/drafts'
import { livePublication, publicationsOf, publishDraft } from '../brand/publications'
import { TenantFileSchema } from '../schema'
import { findStoredTenant } from '../store'
import { applyTenants } from './apply'

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
})
afterAll(() => connection.close())

const ring = keyRing([Buffer.from('a secret of at least thirty-two bytes')])
const red: BrandOverrides = { colour: { seed: '#aa0000' } }
const blue: BrandOverrides = { colour: { seed: '#0000aa' } }

/** Starts an instance with one tenant file. */
async function start(slug: string, brand: BrandOverrides, secret = 'first0123456789012345678901') {
  const file = TenantFileSchema.parse({
    slug,
    name: 'Acme',
    cognito: {
      region: 'eu-west-1',
      userPoolId: 'eu-west-1_Ab12Cd34E',
      clientId: '1example23456789',
      clientSecret: 'env:ACME',
    },
  })
  const loaded = [{ fileName: `${slug}.json`, file, brand, assets: [] }]
  return applyTenants({ database: connection.database, ring, variable: () => secret }, loaded)
}

async function rowOf(slug: string) {
  const [row] = await connection.database.select().from(tenants).where(eq(tenants.slug, slug))
  if (!row) throw new Error('no such tenant')
  return row
}

/** Somebody publishes a brand in the console. */
async function publish(slug: string, brand: BrandOverrides) {
  const { id } = await rowOf(slug)
  const draft = await loadDraft(connection.database, id)
  const change = { brand, version: draft.version, known: draft.brand, save: null }
  await saveDraft(connection.database, id, 'anna', draft, change)
  const { revision } = await livePublication(connection.database, id)
  const wanted = { version: draft.version + 1, live: revision, comment: '' }
  await publishDraft(connection.database, id, 'anna', wanted)
}

test('a brand that was published in the console survives the next start with the same file', async () => {
  await start('same', red)
  await publish('same', blue)
  expect(await start('same', red)).toMatchObject({ ok: true, unchanged: ['same'] })
  expect((await rowOf('same')).brand).toEqual(blue)
})

test('a new client secret is taken from the environment without undoing a published brand', async () => {
  await start('secret', red)
  await publish('secret', blue)
  const before = await rowOf('secret')
  expect(await start('secret', red, 'second012345678901234567890')).toMatchObject({ written: ['secret'] })
  const after = await rowOf('secret')
  expect(after.brand).toEqual(blue)
  expect(after.revision).not.toBe(before.revision)
  expect(await start('secret', red, 'second012345678901234567890')).toMatchObject({ unchanged: ['secret'] })
})

test('the brand’s own revision is the one of History, whatever else of the tenant changes', async () => {
  const revision = async () => (await findStoredTenant(connection.database, 'named'))?.brandRevision
  await start('named', red)
  const first = await revision()
  await publish('named', blue)
  await start('named', red, 'second012345678901234567890')
  const history = await publicationsOf(connection.database, (await rowOf('named')).id)
  expect(history.map((each) => each.revision)).toEqual([await revision(), first])
})

test('a brand that changed in the file is applied, and going back in the console is still possible', async () => {
  await start('file', red)
  await publish('file', blue)
  const green: BrandOverrides = { colour: { seed: '#00aa00' } }
  expect(await start('file', green)).toMatchObject({ written: ['file'] })
  expect((await rowOf('file')).brand).toEqual(green)
})
