// What has to be there before anything runs: packages and a build of these very sources. Plain JavaScript, because it
// runs before anything is installed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const sources = [
  'app',
  'lib',
  'server',
  'messages',
  'triggers',
  'scripts/pack-triggers.ts',
  'scripts/copy-fonts.ts',
  'scripts/compile-css.ts',
  'proxy.ts',
  'server.ts',
  'instrumentation.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]
const stampFile = '.next/rekey-sources'

/** Runs a program of npm's and rejects unless it ends well. */
export function run(command, parameters, environment = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      stdio: 'inherit',
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment },
    })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${parameters.join(' ')} ended with ${code}`)),
    )
  })
}

function filesBelow(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}

function sourceStamp() {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesBelow)) {
    if (/\.test\.tsx?$/.test(file)) continue
    hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** Installs the locked packages unless they are there. */
export async function ensureInstalled() {
  const installed = 'node_modules/.package-lock.json'
  const isFresh =
    existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs
  if (isFresh) return
  console.log('Installing packages …')
  await run('npm', ['ci', '--no-audit', '--no-fund'])
}

/** Builds unless the last build was made from these very sources. */
export async function ensureBuilt() {
  const stamp = sourceStamp()
  const isFresh =
    existsSync('.next/BUILD_ID') &&
    existsSync('dist/server.js') &&
    existsSync('dist/pack-triggers.mjs') &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === stamp
  if (isFresh) return
  console.log('Building …')
  await run('npm', ['run', '--silent', 'build'])
  writeFileSync(stampFile, stamp)
}
