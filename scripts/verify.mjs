// Everything a contributor needs in one command. Goes on after a failure as far as that makes sense, and says at the
// end what holds and what doesn't.
import { existsSync } from 'node:fs'
import { browserTests } from './browser-tests.mjs'
import { ensureBuilt, ensureInstalled, run } from './prepare.mjs'

const start = Date.now()
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`
const results = []
const holds = (name) => results.some((result) => result.name === name && result.mark === '✓')

/** Runs one step, unless one that it stands on failed. */
async function step(name, action, { after = [] } = {}) {
  const missing = after.find((each) => !holds(each))
  if (missing !== undefined) {
    results.push({ name, mark: '–', note: `not tried without: ${missing}` })
    return
  }
  const began = Date.now()
  console.log(`\n▸ ${name}`)
  try {
    await action()
    results.push({ name, mark: '✓', note: seconds(began) })
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : fault)
    results.push({ name, mark: '✗', note: seconds(began) })
  }
  const { mark, note } = results.at(-1)
  console.log(`${mark} ${name} (${note})`)
}

await step('packages', ensureInstalled)
const installed = { after: ['packages'] }
await step('generated files', () => run('npm', ['run', '--silent', 'generate']), installed)
await step('format and lint', () => run('npx', ['biome', 'check', '--error-on-warnings']), installed)
await step('types', () => run('npm', ['run', '--silent', 'types']), installed)
await step('unused code', () => run('npx', ['knip', '--no-config-hints']), installed)
await step(
  'unit tests',
  () => {
    if (!process.env.TEST_DATABASE_URL)
      console.log('TEST_DATABASE_URL is not set: what only PostgreSQL can show is skipped.')
    // The calls' own deadlines are real; on a machine that stands still they pass without a fault of the code.
    return run('npx', ['vitest', 'run', ...(process.env.CI ? ['--retry=2'] : [])])
  },
  installed,
)
await step('infrastructure', () => run(process.execPath, ['scripts/verify-infra.mjs']), installed)
await step('build', ensureBuilt, installed)
await step('browser tests', () => browserTests('verify'), { after: ['build'] })
if (existsSync('scripts/verify-vercel.mjs')) {
  await step('Vercel build', () => run(process.execPath, ['scripts/verify-vercel.mjs']), installed)
}

const failed = results.filter(({ mark }) => mark !== '✓').length
const lines = results.map(({ name, mark, note }) => `  ${mark} ${name} (${note})`)
console.log(`\n${lines.join('\n')}\n\nIt took ${seconds(start)}.`)
console.log(`verify: ${results.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
