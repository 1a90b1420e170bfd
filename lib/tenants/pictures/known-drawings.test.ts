import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { keyRing } from '../../crypto/key-ring'
import type { Connection } from '../../db/connection'
import { embedded } from '../../db/pglite'
import { openTestClient, openTestDatabase } from '../../db/test-database'
import { applyTenants } from '../files/apply'
import { loadTenantFiles } from '../files/files'
import { drawAnew } from './draw-anew'
import { drawUnknown } from './known-drawings'

const secret = 'x'.repeat(40)
const icon = readFileSync('tenants/assets/northwind-icon.svg')

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
})
afterAll(() => connection.close())

test('a file that a start drew before is not drawn again, in no tenant, and another one is', async () => {
  const draw = drawUnknown(async () => connection.database, drawAnew)
  const loaded = await loadTenantFiles('tenants/northwind.json', draw)
  if (!loaded.ok) throw new Error('The demo tenant is refused')
  await applyTenants(
    { database: connection.database, ring: keyRing([Buffer.alloc(32, 7)]), variable: () => secret },
    loaded.tenants,
  )

  // Only a picture that comes from the database can have been given this size.
  await connection.query(`update assets set width = 7 where kind = 'icon'`)
  expect(await draw(icon, 'icon')).toMatchObject({ ok: true, asset: { width: 7 } })
  expect(await draw(icon, 'logo')).toMatchObject({ ok: true, asset: { height: 168 } })
  expect(await draw(Buffer.from(`${icon} `), 'icon')).toMatchObject({ ok: true, asset: { width: 256 } })
})

test('a start with unchanged files asks the database as often for five tenants as for one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-tenants-'))
  const client = await openTestClient()
  let statements = 0
  const { database } = embedded(client, (_, run) => {
    statements++
    return run()
  })
  const start = async () => {
    statements = 0
    const files = await loadTenantFiles(
      folder,
      drawUnknown(async () => database, drawAnew),
    )
    if (!files.ok) throw new Error('The tenants are refused')
    const ring = keyRing([Buffer.alloc(32, 7)])
    const applied = await applyTenants({ database, ring, variable: () => secret }, files.tenants)
    return { statements, written: applied.ok ? applied.written.length : null }
  }
  const write = (index: number) => {
    const sample = JSON.parse(readFileSync('tenants/northwind.json', 'utf8'))
    const file = { ...sample, slug: `tenant-${index}`, hosts: [`login.tenant-${index}.example`] }
    writeFileSync(join(folder, `${index}.json`), JSON.stringify(file))
  }
  try {
    cpSync('tenants/assets', join(folder, 'assets'), { recursive: true })
    write(0)
    expect(await start()).toMatchObject({ written: 1 })
    const one = await start()
    expect(one.written).toBe(0)
    for (let index = 1; index < 5; index++) write(index)
    expect(await start()).toMatchObject({ written: 4 })
    expect(await start()).toEqual(one)
  } finally {
    await client.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('while the database is away every file is drawn', async () => {
  const draw = drawUnknown(() => Promise.reject(new Error('away')), drawAnew)
  expect(await draw(icon, 'icon')).toMatchObject({ ok: true, asset: { width: 256 } })
})

test('P11: after an upgrade from before that was noted, unchanged files are drawn once, and never again', async () => {
  const draw = drawUnknown(async () => connection.database, drawAnew)
  const start = async () => {
    const loaded = await loadTenantFiles('tenants/northwind.json', draw)
    if (!loaded.ok) throw new Error('The demo tenant is refused')
    return applyTenants(
      { database: connection.database, ring: keyRing([Buffer.alloc(32, 7)]), variable: () => secret },
      loaded.tenants,
    )
  }
  await connection.query('delete from tenants')
  await start()
  await connection.query('update assets set source = null')
  expect(await start()).toMatchObject({ unchanged: ['northwind'] })
  expect(await connection.query('select 1 from assets where source is null')).toEqual([])
  await connection.query('update assets set width = 7')
  const [drawn] = await connection.query(`select kind from assets where kind = 'icon'`)
  expect(drawn).toBeDefined()
  expect(await draw(icon, 'icon')).toMatchObject({ ok: true, asset: { width: 7 } })
})

test('P11: on a machine where every time limit passes a start takes its files', async () => {
  // In sharp, 0 means no limit; the message once another limit has passed is sharp's own too.
  const slow = vi.spyOn(sharp.prototype as Sharp, 'timeout').mockImplementation(function (
    this: Sharp,
    { seconds },
  ) {
    if (seconds > 0) throw new Error('timeout: 42% complete')
    return this
  })
  try {
    const loaded = await loadTenantFiles(
      'tenants/northwind.json',
      drawUnknown(() => Promise.reject(new Error('away')), drawAnew),
    )
    expect(loaded.ok ? [] : loaded.faults).toEqual([])
    expect(slow).toHaveBeenCalled()
  } finally {
    slow.mockRestore()
  }
})
