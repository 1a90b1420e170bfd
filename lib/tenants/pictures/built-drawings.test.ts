import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadTenantFiles } from '../files/files'
import { drawAndKeep, drawBuilt } from './built-drawings'
import { drawAnew } from './draw-anew'
import type { Draw } from './known-drawings'

/** What a tenant's pictures became, in an order that doesn't depend on which was quicker. */
async function pictures(file: string, draw: Draw) {
  const loaded = await loadTenantFiles(file, draw)
  if (!loaded.ok) return loaded.faults
  const assets = loaded.tenants.flatMap((tenant) => tenant.assets)
  return assets
    .map(({ bytes, ...rest }) => ({ ...rest, bytes: Buffer.from(bytes).toString('hex') }))
    .sort((a, b) => a.source.localeCompare(b.source))
}

test('what a build has drawn is found without drawing, and a picture that came later is refused by its place', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-drawings-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const drawn = await pictures('tenants/northwind.json', drawAndKeep(drawAnew, folder))
  expect(drawn).toHaveLength(3)
  expect(await pictures('tenants/northwind.json', drawBuilt(folder))).toEqual(drawn)

  const [fault] = await pictures('tenants/kumo.json', drawBuilt(folder))
  expect(fault).toEqual({
    file: 'kumo.json',
    path: expect.stringMatching(/^brand\./),
    message: expect.stringContaining('REKEY_TENANTS'),
  })
})
