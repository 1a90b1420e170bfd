// Everything a contributor needs in one command. Stops at the first step that fails.
import { existsSync } from 'node:fs'
import { ensureBuilt, ensureInstalled, run } from './prepare.mjs'

const start = Date.now()
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`
const done = []

async function step(name, action) {
  const began = Date.now()
  console.log(`\n▸ ${name}`)
  try {
    await action()
  } catch (fault) {
    console.error(
      `\n✗ ${name} failed after ${seconds(began)}: ${fault instanceof Error ? fault.message : fault}`,
    )
    process.exit(1)
  }
  done.push(`  ✓ ${name} (${seconds(began)})`)
}

await step('packages', ensureInstalled)
await step('generated files', () => run('npm', ['run', '--silent', 'generate']))
await step('format and lint', () => run('npx', ['biome', 'check', '--error-on-warnings']))
await step('types', () => run('npm', ['run', '--silent', 'types']))
await step('unused code', () => run('npx', ['knip']))
await step('unit tests', () => run('npx', ['vitest', 'run']))
await step('infrastructure', () => run(process.execPath, ['scripts/verify-infra.mjs']))
await step('build', ensureBuilt)
await step('browser tests', async () => {
  const { findChromium } = await import('./chromium.mjs')
  const chromium = findChromium()
  console.log(`Chromium: ${chromium}`)
  await run('npx', ['playwright', 'test'], { CHROMIUM_PATH: chromium })
})
// Last, because it makes a second build in the place of the first.
if (existsSync('scripts/verify-vercel.mjs')) {
  await step('Vercel build', () => run(process.execPath, ['scripts/verify-vercel.mjs']))
}
console.log(`\n${done.join('\n')}\n\nAll of it holds (${seconds(start)}).`)
