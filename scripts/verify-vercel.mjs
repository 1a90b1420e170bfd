// Proves that the portal deploys to Vercel: builds a clean copy of the sources with Vercel's own CLI, weighs the functions
// that it made, then asks them for pages on PostgreSQL (TEST_DATABASE_URL) and lets one of them call Cognito (the emulator).
//
// For `npm run proof`: run it behind the build (`node scripts/verify-vercel.mjs`, exit code 0 or 1). It builds in a folder of
// its own below the system's temporary folder and leaves the checkout, `.next` included, as it is; it wants installed
// packages (`npm ci`) and nothing else. Next has to build a second time, for Vercel's CLI hooks into the build and sets other
// variables; it finds the first build's compiled modules in a copy of its cache, which halves the work. The CLI is not a dependency of the project, because it would make every
// install half as large again (358 MB, 385 packages): npx fetches it once and keeps it in npm's cache.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPortal, run } from './vercel/build.mjs'

const folder = mkdtempSync(join(tmpdir(), 'rekey-vercel-'))
try {
  await buildPortal(join(folder, 'checkout'))
  const check = (name) => run(process.execPath, ['--import', 'tsx', `scripts/vercel/${name}.ts`, folder])
  await check('check-sizes')
  if (process.env.TEST_DATABASE_URL) {
    await check('check-functions')
    console.log('Vercel: the built functions serve the portal')
  } else console.log('TEST_DATABASE_URL is not set: the functions were built, and not asked for anything.')
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
