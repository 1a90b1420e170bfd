import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyDatabaseFile, packedEmptyDatabase } from './empty-database'
import { jobsLeft } from './jobs'
import { longSteps } from './long-steps'
import { countMissing } from './migrate'
import { packEmptyDatabase } from './pack-empty-database'
import { openPglite } from './pglite'
import { addTestTenant, openTestClient } from './test-database'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'rekey-empty-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const open = () => openPglite(join(root, 'data'), undefined, undefined, root)

test('a first start unpacks what the build packed for it, and the next one finds what was written since', async () => {
  const dist = join(root, 'dist')
  mkdirSync(dist)
  writeFileSync(join(dist, 'empty-database-0123456789ab.tar.gz'), 'of another shape')
  expect(packedEmptyDatabase(root)).toBeNull()
  await packEmptyDatabase(root, await openTestClient())
  expect(readdirSync(dist).map((name) => join(dist, name))).toEqual([emptyDatabaseFile(root)])

  const first = await open()
  expect(await countMissing(first.database)).toBe(0)
  expect(await jobsLeft(first.database, longSteps)).toEqual([])
  // PGlite's own has the templates, which the tests' is without.
  expect(await first.query('select datname from pg_database')).toEqual([{ datname: 'postgres' }])
  await addTestTenant(first, '00000000-0000-4000-8000-000000000001', 'acme')
  await first.close()

  const next = await open()
  expect(await next.query('select slug from tenants')).toEqual([{ slug: 'acme' }])
  await next.close()
})
