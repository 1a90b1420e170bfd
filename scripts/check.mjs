// The inner loop: format, lint, types and the unit tests of what changed since main.
import { endTogether, ensureGenerated, ensureInstalled } from './prepare.mjs'
import { runSteps } from './steps.mjs'

const since = process.env.CHECK_AGAINST || 'main'

endTogether()
await ensureInstalled()
await ensureGenerated()
await runSteps(
  'check',
  [
    { name: 'format and lint', does: ['biome', 'check', '--error-on-warnings'] },
    { name: 'types', does: ['npm', 'run', '--silent', 'types'] },
    { name: 'unit tests', does: ['vitest', 'run', '--changed', since, '--passWithNoTests'] },
  ],
  3,
)
