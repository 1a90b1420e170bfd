// `npm run rekey -- …` from a fresh clone: installs and builds what is missing, then runs the command line.
import { fileURLToPath } from 'node:url'

const log = console.log
// Standard output is for what the command prints.
console.log = (...texts) => console.error(...texts)
const { ensureInstalled } = await import('./prepare.mjs')
const { buildCli } = await import('./build-cli.mjs')
await ensureInstalled()
await buildCli()
console.log = log
process.argv[1] = fileURLToPath(new URL('../dist/rekey.js', import.meta.url))
await import('../dist/rekey.js')
