// The inner loop: format, lint, types and the unit tests of what changed since main.
import { ensureInstalled, run } from './prepare.mjs'

await ensureInstalled()
await run('npx', ['biome', 'check', '--error-on-warnings'])
await run('npm', ['run', '--silent', 'types'])
await run('npx', ['vitest', 'run', '--changed', process.env.CHECK_AGAINST || 'main', '--passWithNoTests'])
