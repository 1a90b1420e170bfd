// The one command for a newcomer: installs and builds what is missing, then runs everything on this machine. package.json
// starts it by `exec`: the shell between would end at a signal and leave all of this running.
import { endTogether, ensureBuilt, ensureInstalled, run } from './prepare.mjs'

endTogether()
try {
  await ensureInstalled()
  await ensureBuilt()
  console.log('Starting …')
  await run(process.execPath, ['--import', 'tsx', 'scripts/demo-stack.ts'])
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault)
  process.exitCode = 1
}
