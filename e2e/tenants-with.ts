import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Slug } from './site'

/** A folder of the demo's tenant files in which these tenants offer these languages, the first one by themselves. */
export function tenantsWith(locales: Partial<Record<Slug, readonly string[]>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-languages-'))
  cpSync('tenants', folder, { recursive: true })
  for (const [slug, offered] of Object.entries(locales)) {
    const file = join(folder, `${slug}.json`)
    const tenant = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...tenant, locales: offered }))
  }
  return folder
}
