import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Slug } from './site'

/** A folder of the demo's tenant files in which these tenants have these settings. */
export function tenantsWithSettings(changes: Partial<Record<Slug, object>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-tenants-'))
  cpSync('tenants', folder, { recursive: true })
  for (const [slug, settings] of Object.entries(changes)) {
    const file = join(folder, `${slug}.json`)
    const tenant = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...tenant, ...settings }))
  }
  return folder
}

/** A folder of the demo's tenant files in which these tenants offer these languages, the first one by themselves. */
export const tenantsWith = (locales: Partial<Record<Slug, readonly string[]>>): string =>
  tenantsWithSettings(
    Object.fromEntries(Object.entries(locales).map(([slug, offered]) => [slug, { locales: offered }])),
  )
