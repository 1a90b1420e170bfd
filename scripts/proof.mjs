// What takes too long for every change, after `npm run verify`: every combination, floods, and the build for Vercel.
import { endTogether, ensureInstalled, isBuilt } from './prepare.mjs'
import { runSteps } from './steps.mjs'

const script = (name) => [process.execPath, `scripts/${name}.mjs`]

endTogether()
await runSteps(
  'proof',
  [
    { name: 'packages', does: ensureInstalled },
    {
      name: 'build',
      does: async (start) => {
        if (!isBuilt()) await start(script('build'))
      },
      after: ['packages'],
    },
    { name: 'long unit tests', does: ['vitest', 'run', '--mode', 'proof'], after: ['build'] },
    { name: 'long browser tests', does: [...script('browser-tests'), 'long'], after: ['build'] },
    { name: 'browser tests alone', does: [...script('browser-tests'), 'proof'], after: ['build'] },
    { name: 'Vercel build', does: script('verify-vercel'), after: ['build'] },
  ],
  // One at a time: what a flood meets must not depend on what runs beside it.
  1,
)
