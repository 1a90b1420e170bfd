// Prepares what everything else needs: packages and a build of the current sources. Plain JavaScript, because it runs
// before anything is installed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const sources = [
  'app',
  'lib',
  'server',
  'messages',
  'triggers',
  'scripts/pack-triggers.ts',
  'scripts/pack-database.ts',
  'scripts/copy-fonts.ts',
  'scripts/compile-css.ts',
  'scripts/compile-solver.ts',
  'scripts/compile-languages.ts',
  'scripts/languages',
  'proxy.ts',
  'server.ts',
  'instrumentation.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]
/** What the build makes among its own sources. */
const generated = ['app/generated', 'lib/db/generated', 'lib/i18n/generated']
const stampFile = '.next/rekey-sources'
const products = [
  '.next/BUILD_ID',
  'dist/server.js',
  'dist/pack-triggers.mjs',
  'dist/triggers',
  'public/fonts',
  ...generated,
]

/** Does what npm's own `npx` would, half a second faster. */
const programs = [join(process.cwd(), 'node_modules/.bin'), process.env.PATH].join(delimiter)

const running = new Set()
let isEnding = false

/** From now on a signal to this program ends what `run` has started, too: npm sends one to a single process. */
export function endTogether() {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      isEnding = true
      for (const child of running) child.kill(signal)
    })
  }
}

/**
 * Runs a program and rejects unless it ends well. Programs of npm's packages are found by their names.
 *
 * @param {string} command
 * @param {string[]} parameters
 * @param {Record<string, string>} environment on top of this program's
 * @param {((text: string) => void) | undefined} listen gets what it says, which is printed otherwise
 */
export function run(command, parameters, environment = {}, listen = undefined) {
  return new Promise((resolve, reject) => {
    if (isEnding) {
      reject(new Error(`${command} was not started`))
      return
    }
    const child = spawn(command, parameters, {
      stdio: listen ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, PATH: programs, NEXT_TELEMETRY_DISABLED: '1', ...environment },
    })
    if (listen)
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', listen)
    running.add(child)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      running.delete(child)
      if (code === 0) resolve()
      else reject(new Error(`${command} ${parameters.join(' ')} ended with ${code ?? signal}`))
    })
  })
}

function filesBelow(path) {
  if (!existsSync(path) || generated.includes(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}

const isForTests = (file) => /\.test\.tsx?$|\/test-[\w-]+\.tsx?$/.test(file)

/** One value for the sources of a build as they stand now. */
export function sourceStamp() {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesBelow)) {
    if (isForTests(file)) continue
    hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** To be called once a build is complete. @param stamp of the sources when the build began */
export function noteBuild(stamp) {
  writeFileSync(stampFile, stamp)
}

/** Makes the style sheet and the fonts, which the sources need before types can be checked. */
export const ensureGenerated = () => run('npm', ['run', '--silent', 'generate'])

const packagesIn = (lockFile) => {
  const { '': _root, ...packages } = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  return packages
}

/**
 * Whether npm's record of its last installation matches the lock file; packages for other platforms are not installed.
 */
function isInstalled() {
  const noted = 'node_modules/.package-lock.json'
  if (!existsSync(noted)) return false
  const installed = packagesIn(noted)
  return Object.entries(packagesIn('package-lock.json')).every(([path, { version, integrity, optional }]) =>
    path in installed
      ? installed[path].version === version && installed[path].integrity === integrity
      : optional === true,
  )
}

/** Installs the locked packages unless they are there. */
export async function ensureInstalled() {
  if (isInstalled()) return
  console.log('Installing packages …')
  await run('npm', ['ci', '--no-audit', '--no-fund'])
}

/** Whether the last build was made from the current sources. */
export const isBuilt = () =>
  products.every((path) => existsSync(path)) &&
  existsSync(stampFile) &&
  readFileSync(stampFile, 'utf8') === sourceStamp()

/** Builds unless the last build was made from the current sources. */
export async function ensureBuilt() {
  if (isBuilt()) return
  console.log('Building; that takes a minute or two …')
  await run(process.execPath, ['scripts/build.mjs'])
}
