// Proves that the portal deploys to Vercel: builds a clean copy of the sources with Vercel's own CLI, then asks the
// functions that it made for pages and lets one of them call Cognito (the emulator).
//
// For `npm run proof`: run it behind the build (`node scripts/verify-vercel.mjs`, exit code 0 or 1). It builds in a folder of
// its own below the system's temporary folder and leaves the checkout, `.next` included, as it is; it wants installed
// packages (`npm ci`) and nothing else. Next has to build a second time, for Vercel's CLI hooks into the build and sets other
// variables; it finds the first build's compiled modules in a copy of its cache, which halves the work. The CLI is not a dependency of the project, because it would make every
// install half as large again (358 MB, 385 packages): npx fetches it once and keeps it in npm's cache.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { copyPackages } from './copy-packages.mjs'

const CLI = 'vercel@60.1.3'
const CACHE = '.next/cache'

const quiet = {
  NEXT_TELEMETRY_DISABLED: '1',
  VERCEL_TELEMETRY_DISABLED: '1',
  NO_UPDATE_NOTIFIER: '1',
  npm_config_prefer_offline: 'true',
}

function run(command, parameters, { cwd, environment = {}, prints = true } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd,
      stdio: prints ? 'inherit' : ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...quiet, ...environment },
    })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${parameters.join(' ')} ended with ${code}`)),
    )
  })
}

/** What a clone would hold: no file that git ignores can help the build. */
function copySources(folder) {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { encoding: 'utf8' })
  for (const file of listed.split('\0')) {
    if (file === '' || !existsSync(file)) continue
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(file, join(folder, file))
  }
}

/** The settings that Vercel's own servers would send; with them the CLI asks nobody and needs no account. */
function linkProject(folder) {
  mkdirSync(join(folder, '.vercel'))
  const settings = { framework: 'nextjs', installCommand: '', createdAt: 0 }
  writeFileSync(
    join(folder, '.vercel/project.json'),
    JSON.stringify({ projectId: 'prj_local', orgId: 'team_local', settings }),
  )
}

/**
 * Linux can take the network away from one command, all but loopback, over which the build talks to its own workers;
 * where it can't, the build is trusted not to use it.
 */
function closedOff(command) {
  const closed = ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']
  const canClose = spawnSync(closed[0], [...closed.slice(1), 'true'], { stdio: 'ignore' }).status === 0
  console.log(canClose ? 'Building for Vercel, without a network …' : 'Building for Vercel …')
  return canClose ? [...closed, ...command] : command
}

const folder = mkdtempSync(join(tmpdir(), 'rekey-vercel-'))
const checkout = join(folder, 'checkout')
try {
  mkdirSync(checkout)
  copySources(checkout)
  copyPackages(checkout)
  if (existsSync(CACHE)) cpSync(CACHE, join(checkout, CACHE), { recursive: true })
  linkProject(checkout)
  await run('npx', ['--yes', CLI, '--version'], { cwd: checkout, prints: false })
  const [command, ...parameters] = closedOff(['npx', '--offline', '--yes', CLI, 'build', '--prod', '--yes'])
  // The build asks for a database that the functions will share, and doesn't connect to it.
  const environment = { DATABASE_URL: 'postgres://build@127.0.0.1:5432/rekey' }
  await run(command, parameters, { cwd: checkout, environment })
  await run(process.execPath, ['--import', 'tsx', 'scripts/vercel/check-functions.ts', folder])
  console.log('Vercel: the built functions serve the portal')
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
