import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BrandOverrides } from '../../brand/schema'
import type { Connection } from '../../db/connection'
import { tenants } from '../../db/schema'
import { openTestDatabase } from '../../db/test-database'
import { storePicture } from '../pictures/brand-pictures'
import { exportBrand, importBrand } from './brand-file'

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
})
afterAll(() => connection.close())

async function newTenant() {
  const id = randomUUID()
  const row = { id, slug: id, name: 'Acme', status: 'active' as const, config: {}, brand: {}, revision: 'x' }
  await connection.database.insert(tenants).values(row)
  return id
}

async function logo() {
  const create = { width: 40, height: 20, channels: 3 as const, background: '#aa0000' }
  return new Uint8Array(await sharp({ create }).png().toBuffer())
}

test('a brand that was exported at one tenant is the same brand at another, pictures and all', async () => {
  const [from, to] = [await newTenant(), await newTenant()]
  const stored = await storePicture(connection.database, from, await logo(), 'logo')
  if (!stored.ok) throw new Error(stored.reason)
  const brand: BrandOverrides = {
    identity: { logo: { light: stored.picture } },
    words: { en: { 'forgot.title': 'Locked out' } },
  }
  const file = JSON.parse(JSON.stringify(await exportBrand(connection.database, from, brand)))
  const imported = await importBrand(connection.database, to, file)
  expect(imported).toMatchObject({ ok: true, brand: { words: brand.words } })
  expect(imported.ok && imported.brand.identity?.logo?.light).toMatchObject({ width: 40, height: 20 })
})

test('a picture that a file names and does not bring is left out', async () => {
  const to = await newTenant()
  const light = { hash: 'a'.repeat(64), width: 10, height: 10 }
  const brand = { identity: { logo: { light } }, shape: { radius: 3 } }
  const file = { kind: 'rekey-brand', version: 1, brand, pictures: {} }
  expect(await importBrand(connection.database, to, file)).toEqual({
    ok: true,
    brand: { shape: { radius: 3 } },
    leftOut: ['The logo is not in the file.'],
  })
})

test('a file with a hostile picture or a bad colour is refused whole, with the reason', async () => {
  const to = await newTenant()
  const hash = 'b'.repeat(64)
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>').toString(
    'base64',
  )
  const brand = { identity: { icon: { hash, width: 10, height: 10 } } }
  const hostile = { kind: 'rekey-brand', version: 1, brand, pictures: { [hash]: svg } }
  expect(await importBrand(connection.database, to, hostile)).toMatchObject({
    ok: false,
    faults: [expect.stringContaining('script')],
  })
  const coloured = { kind: 'rekey-brand', version: 1, brand: { colour: { seed: 'red;}' } } }
  expect(await importBrand(connection.database, to, coloured)).toMatchObject({ ok: false })
  for (const nothing of [null, 4, [], { brand: {} }, 'x'.repeat(1_000)]) {
    expect(await importBrand(connection.database, to, nothing)).toMatchObject({ ok: false })
  }
})

/** A managed-login style with a logo and a background, as AWS describes it. */
const style = (logo: string, isShown: boolean) => ({
  ManagedLoginBranding: {
    Settings: {
      categories: { global: { colorSchemeMode: 'LIGHT' } },
      components: { form: { logo: { enabled: isShown } }, pageBackground: { image: { enabled: isShown } } },
    },
    Assets: [
      {
        Category: 'FORM_LOGO',
        ColorMode: 'LIGHT',
        Extension: 'SVG',
        Bytes: Buffer.from(logo).toString('base64'),
      },
      {
        Category: 'PAGE_BACKGROUND',
        ColorMode: 'LIGHT',
        Extension: 'SVG',
        Bytes: Buffer.from(drawing).toString('base64'),
      },
    ],
  },
})
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" fill="#225588"/></svg>'

test('F14: what is switched off in a managed-login style stays off', async () => {
  const imported = await importBrand(connection.database, await newTenant(), style(drawing, false))
  expect(imported).toMatchObject({ ok: true, leftOut: [] })
  expect(imported.ok && [imported.brand.identity, imported.brand.layout?.art]).toEqual([undefined, undefined])
})

test('F15: a logo that cannot be taken is named with its reason, and the rest is imported', async () => {
  const typed = `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">${drawing}`
  const imported = await importBrand(connection.database, await newTenant(), style(typed, true))
  expect(imported).toMatchObject({
    ok: true,
    brand: { layout: { kind: 'split', art: { kind: 'picture' } } },
    leftOut: [expect.stringMatching(/^The logo was left out\. .*document type/)],
  })
})
