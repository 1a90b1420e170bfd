import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { keyRing } from '../../crypto/key-ring'
import type { Connection } from '../../db/connection'
import { migrate } from '../../db/migrate'
import { openPostgres } from '../../db/postgres'
import { openTestDatabase } from '../../db/test-database'
import { createTestPostgres, type TestPostgres } from '../../db/test-postgres'
import { openClientSecret } from '../sealed-secret'
import { findStoredTenant } from '../store'
import { applyTenants } from './apply'
import type { LoadedTenant } from './files'
import { parseTenantFile } from './parse-tenant-file'

const ring = keyRing([randomBytes(32)])
const SECRET = 'abcdefghijklmnopqrstuvwxyz012345'
const OTHER = 'zyxwvutsrqponmlkjihgfedcba543210'

function loaded(
  slug: string,
  more: { hosts?: string[]; clientSecret?: string | string[]; name?: string } = {},
): LoadedTenant {
  const { clientSecret, ...rest } = more
  const parsed = parseTenantFile({
    slug,
    name: slug,
    cognito: {
      region: 'eu-west-1',
      userPoolId: 'eu-west-1_Ab12Cd34E',
      clientId: '1example23456789',
      ...(clientSecret === undefined ? {} : { clientSecret }),
    },
    ...rest,
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  return { fileName: `${slug}.json`, file: parsed.value, brand: {}, assets: [] }
}

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
})
afterAll(() => connection.close())
beforeEach(async () => {
  await connection.query('delete from tenants')
})

const apply = (files: LoadedTenant[], variables: Record<string, string> = {}, keys = ring) =>
  applyTenants({ database: connection.database, ring: keys, variable: (name) => variables[name] }, files)
const secretRows = () =>
  connection.query(
    'select tenant_id, position, sealed, fingerprint, set_at from tenant_secrets order by position',
  )
const find = (key: string) => findStoredTenant(connection.database, key)

test('a new tenant is found by its slug and its hosts, and holds no secret', async () => {
  const applied = await apply([loaded('acme', { hosts: ['b.example', 'a.example'], clientSecret: SECRET })])
  expect(applied).toEqual({ ok: true, written: ['acme'], unchanged: [] })
  const tenant = await find('acme')
  expect(tenant).toMatchObject({
    slug: 'acme',
    status: 'active',
    hosts: ['a.example', 'b.example'],
    isPublicClient: false,
  })
  expect(await find('a.example')).toEqual(tenant)
  expect(await find('c.example')).toBeNull()
  expect(JSON.stringify(tenant)).not.toContain(SECRET.slice(0, 8))
})

test('the secret stands nowhere in clear, and opens only for its tenant and place', async () => {
  await apply([loaded('acme', { clientSecret: SECRET })])
  const everything = JSON.stringify([await connection.query('select * from tenants'), await secretRows()])
  for (const form of [SECRET, Buffer.from(SECRET).toString('base64'), Buffer.from(SECRET).toString('hex')]) {
    expect(everything).not.toContain(form)
  }
  const tenant = await find('acme')
  const [row] = await secretRows()
  const sealed = String(row?.sealed)
  expect(openClientSecret(ring, tenant?.id ?? '', 0, sealed)).toBe(SECRET)
  expect(openClientSecret(ring, tenant?.id ?? '', 1, sealed)).toBeNull()
  expect(openClientSecret(ring, 'another', 0, sealed)).toBeNull()
  expect(row?.fingerprint).toMatch(/^…2345#[\w-]{8}$/)
})

test('applying the same again writes nothing', async () => {
  const files = [loaded('acme', { hosts: ['a.example'], clientSecret: SECRET }), loaded('globex')]
  await apply(files)
  const before = [
    await connection.query('select *, xmin from tenants order by slug'),
    await connection.query('select *, xmin from tenant_hosts'),
    await connection.query('select *, xmin from tenant_secrets'),
  ]
  expect(await apply(files)).toEqual({ ok: true, written: [], unchanged: ['acme', 'globex'] })
  const after = [
    await connection.query('select *, xmin from tenants order by slug'),
    await connection.query('select *, xmin from tenant_hosts'),
    await connection.query('select *, xmin from tenant_secrets'),
  ]
  expect(after).toEqual(before)
})

test('a change keeps the id, changes the revision, and leaves other tenants alone', async () => {
  await apply([loaded('acme', { name: 'Acme' }), loaded('globex')])
  const before = await find('acme')
  expect(await apply([loaded('acme', { name: 'Acme Bank' }), loaded('globex')])).toEqual({
    ok: true,
    written: ['acme'],
    unchanged: ['globex'],
  })
  const after = await find('acme')
  expect(after).toMatchObject({ id: before?.id, name: 'Acme Bank' })
  expect(after?.revision).not.toBe(before?.revision)
})

test('tenants without a file stay, and a paused one stays paused', async () => {
  await apply([loaded('acme'), loaded('globex')])
  await connection.query(`update tenants set status = 'paused' where slug = 'acme'`)
  await apply([loaded('acme', { name: 'New name' })])
  expect(await find('acme')).toMatchObject({ status: 'paused', name: 'New name' })
  expect(await find('globex')).toMatchObject({ status: 'active' })
})

test('a host that is not verified finds nobody', async () => {
  await apply([loaded('acme', { hosts: ['a.example'] })])
  await connection.query('update tenant_hosts set verified_at = null')
  expect(await find('a.example')).toBeNull()
  expect(await find('acme')).toMatchObject({ hosts: [] })
})

test('hosts can be exchanged between two tenants in one go', async () => {
  await apply([loaded('acme', { hosts: ['a.example'] }), loaded('globex', { hosts: ['g.example'] })])
  await apply([loaded('acme', { hosts: ['g.example'] }), loaded('globex', { hosts: ['a.example'] })])
  expect(await find('a.example')).toMatchObject({ slug: 'globex' })
  expect(await find('g.example')).toMatchObject({ slug: 'acme' })
})

test('a host of a tenant outside the files is not taken over, and nothing is changed', async () => {
  await apply([loaded('acme', { hosts: ['a.example'] })])
  expect(await apply([loaded('globex', { hosts: ['g.example', 'a.example'] }), loaded('initech')])).toEqual({
    ok: false,
    faults: [{ file: 'globex.json', path: 'hosts[1]', message: 'belongs to the tenant acme' }],
  })
  expect(await find('globex')).toBeNull()
  expect(await find('initech')).toBeNull()
})

describe('a secret from the environment', () => {
  test('is read by its name', async () => {
    expect(await apply([loaded('acme', { clientSecret: 'env:ACME' })], { ACME: SECRET })).toMatchObject({
      ok: true,
    })
    const [row] = await secretRows()
    expect(openClientSecret(ring, (await find('acme'))?.id ?? '', 0, String(row?.sealed))).toBe(SECRET)
  })

  test('that is missing or no secret is a fault that names the variable and not its value', async () => {
    const files = [
      loaded('acme', { clientSecret: 'env:ACME' }),
      loaded('globex', { clientSecret: ['env:NEW', 'env:OLD'] }),
    ]
    const applied = await apply(files, { NEW: SECRET, OLD: 'hunter2' })
    expect(applied).toMatchObject({
      ok: false,
      faults: [
        { file: 'acme.json', path: 'cognito.clientSecret', message: expect.stringContaining('ACME') },
        { file: 'globex.json', path: 'cognito.clientSecret[1]', message: expect.stringContaining('OLD') },
      ],
    })
    expect(JSON.stringify(applied)).not.toContain('hunter2')
    expect(await find('acme')).toBeNull()
  })
})

describe('rotation', () => {
  test('of the client secret keeps both in order, then one', async () => {
    await apply([loaded('acme', { clientSecret: SECRET })])
    const before = await find('acme')
    await apply([loaded('acme', { clientSecret: [OTHER, SECRET] })])
    const id = before?.id ?? ''
    const opened = (await secretRows()).map((row) =>
      openClientSecret(ring, id, Number(row.position), String(row.sealed)),
    )
    expect(opened).toEqual([OTHER, SECRET])
    expect((await find('acme'))?.revision).not.toBe(before?.revision)
    await apply([loaded('acme', { clientSecret: OTHER })])
    expect(await secretRows()).toHaveLength(1)
  })

  test('of REKEY_SECRET seals every secret anew and changes neither revision nor date', async () => {
    const fresh = randomBytes(32)
    const old = randomBytes(32)
    const files = [loaded('acme', { clientSecret: SECRET })]
    await apply(files, {}, keyRing([old]))
    const [before] = await secretRows()
    const revision = (await find('acme'))?.revision
    await apply(files, {}, keyRing([fresh, old]))
    const [after] = await secretRows()
    expect(after?.sealed).not.toBe(before?.sealed)
    expect(after?.set_at).toEqual(before?.set_at)
    expect((await find('acme'))?.revision).toBe(revision)
    expect(openClientSecret(keyRing([fresh]), (await find('acme'))?.id ?? '', 0, String(after?.sealed))).toBe(
      SECRET,
    )
  })

  test('a tenant that becomes a public client keeps no secret', async () => {
    await apply([loaded('acme', { clientSecret: SECRET })])
    await apply([loaded('acme')])
    expect(await secretRows()).toEqual([])
    expect(await find('acme')).toMatchObject({ isPublicClient: true })
  })
})

test('stored settings that are not whole make that tenant unreadable, a bad brand only neutral', async () => {
  await apply([loaded('acme'), loaded('globex')])
  await connection.query(`update tenants set config = '{}' where slug = 'acme'`)
  await connection.query(`update tenants set brand = '{"css":"x"}' where slug = 'globex'`)
  await expect(find('acme')).rejects.toThrow('acme')
  expect(await find('globex')).toMatchObject({ brand: {} })
})

const server = process.env.TEST_DATABASE_URL

describe.skipIf(!server)(`on PostgreSQL${server ? '' : ' (skipped: TEST_DATABASE_URL is not set)'}`, () => {
  let database: TestPostgres
  beforeAll(async () => {
    database = await createTestPostgres(server ?? '')
  })
  afterAll(() => database.drop())

  test('five instances that start at once with the same files write each tenant once', async () => {
    const instances = Array.from({ length: 5 }, () => openPostgres(database.url))
    const files = [loaded('acme', { hosts: ['a.example'], clientSecret: SECRET }), loaded('globex')]
    const results = await Promise.all(
      instances.map(async (instance) => {
        await migrate(instance)
        return applyTenants({ database: instance.database, ring, variable: () => undefined }, files)
      }),
    )
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect(results.filter((result) => result.ok && result.written.length > 0)).toHaveLength(1)
    await Promise.all(instances.map((instance) => instance.close()))
  })
})

test('a text over its limit is refused with its place and length, unless it was taken before', async () => {
  const brand = { words: { en: { 'forgot.submit': 'x'.repeat(61) } } }
  const file = (name: string, words = brand) => ({ ...loaded('acme', { name }), brand: words })
  expect(await apply([file('Acme')])).toEqual({
    ok: false,
    faults: [
      {
        file: 'acme.json',
        path: 'brand.words.en["forgot.submit"]',
        message: 'has 61 characters, and there is room for 60',
      },
    ],
  })
  expect(await find('acme')).toBeNull()
  await apply([loaded('acme')])
  await connection.query(`update tenants set brand = '${JSON.stringify(brand)}'`)
  expect(await apply([file('Acme Bank')])).toMatchObject({ ok: true, written: ['acme'] })
  expect(await find('acme')).toMatchObject({ brand })
})
