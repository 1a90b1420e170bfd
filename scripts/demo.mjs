// The one command for a newcomer: installs and builds what is missing, then runs everything on this machine.
import { spawn } from 'node:child_process'
import { ensureBuilt, ensureInstalled } from './prepare.mjs'

await ensureInstalled()
await ensureBuilt()

const stack = spawn(process.execPath, ['--import', 'tsx', 'scripts/demo-stack.ts'], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stack.kill(signal))
stack.on('exit', (code) => process.exit(code ?? 0))
