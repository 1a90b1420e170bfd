import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, openServer } from '../lib/db/client'
import { applyConfiguredTenants } from '../lib/tenants/files/apply-at-start'
import { drawAnew } from '../lib/tenants/pictures/draw-anew'
import type { FilesCost } from './files'

/** The half of `files.ts` that runs the portal's code. */

const COUNTS = [10, 1_000]

let statements = 0
const { database, close } = openDatabase(openServer, (_text, run) => {
  statements++
  return run()
})

const folder = mkdtempSync(join(tmpdir(), 'rekey-bench-files-'))
process.env.REKEY_TENANTS = folder
cpSync('tenants/assets', join(folder, 'assets'), { recursive: true })
const sample = JSON.parse(readFileSync('tenants/northwind.json', 'utf8'))
process.env.BENCH_CLIENT_SECRET = 'a'.repeat(40)

const write = (index: number) =>
  writeFileSync(
    join(folder, `tenant-${index}.json`),
    JSON.stringify({
      ...sample,
      slug: `tenant-${index}`,
      name: `Tenant ${index}`,
      hosts: [`login.tenant-${index}.example`],
      cognito: { ...sample.cognito, clientSecret: 'env:BENCH_CLIENT_SECRET' },
      brand: sample.brand,
    }),
  )

const found: FilesCost[] = []
try {
  let written = 0
  for (const count of COUNTS) {
    for (; written < count; written++) write(written)
    await applyConfiguredTenants(database, drawAnew)
    statements = 0
    const [began, used] = [performance.now(), process.cpuUsage()]
    await applyConfiguredTenants(database, drawAnew)
    const { user, system } = process.cpuUsage(used)
    found.push({
      count,
      statements,
      ms: performance.now() - began,
      processorMs: (user + system) / 1_000,
    })
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
  await close()
}
process.send?.(found)
