// The CDK app has packages of its own, which aren't needed to run the portal. Once they are installed it needs no
// network.
import { existsSync, statSync } from 'node:fs'
import { run } from './prepare.mjs'

const installed = 'infra/node_modules/.package-lock.json'
const isFresh =
  existsSync(installed) && statSync(installed).mtimeMs >= statSync('infra/package-lock.json').mtimeMs
if (!isFresh) await run('npm', ['--prefix', 'infra', 'ci', '--no-audit', '--no-fund'])
await run('npm', ['--prefix', 'infra', 'run', '--silent', 'types'])
await run('npm', ['--prefix', 'infra', 'run', '--silent', 'test'])
