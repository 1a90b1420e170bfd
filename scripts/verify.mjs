// Everything that has to pass, in one command. Goes on after a failure as far as that makes sense, and says at the end
// what passed and what didn't.
import { forgetNotes, printMatrix } from './matrix.mjs'
import { endTogether, ensureInstalled, isBuilt } from './prepare.mjs'
import { runSteps } from './steps.mjs'

if (!process.env.TEST_DATABASE_URL)
  console.log('TEST_DATABASE_URL is not set: what only PostgreSQL can show is skipped.')

const node = process.execPath
const script = (name) => [node, `scripts/${name}.mjs`]
const build = async (start) => {
  if (!isBuilt()) await start(script('build'))
}
const installed = ['packages']
const generated = ['generated files']

endTogether()
forgetNotes()
// The longest chain first; the rest fills what it leaves of two cores.
await runSteps(
  'verify',
  [
    { name: 'packages', does: ensureInstalled },
    { name: 'generated files', does: ['npm', 'run', '--silent', 'generate'], after: installed },
    // Next writes the types of its routes; a build at the same time would write them, too.
    { name: 'types', does: ['npm', 'run', '--silent', 'types'], after: generated },
    { name: 'build', does: build, after: generated, behind: ['types'] },
    // Both use two cores by themselves; beside one another they only make one another late.
    {
      name: 'browser tests',
      does: [...script('browser-tests'), 'verify'],
      after: ['build'],
      behind: ['unit tests'],
    },
    { name: 'format and lint', does: ['biome', 'check', '--error-on-warnings'], after: installed },
    { name: 'unused code', does: ['knip', '--no-config-hints'], after: generated },
    { name: 'infrastructure', does: script('verify-infra'), after: installed },
    { name: 'unit tests', does: ['vitest', 'run'], after: generated },
    // After all tests, of which each notes what it looked at.
    {
      name: 'matrix',
      does: async (_start, say) => say(printMatrix()),
      after: ['unit tests', 'browser tests'],
    },
  ],
  2,
)
