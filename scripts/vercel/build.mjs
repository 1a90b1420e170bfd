import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { copyPackages } from '../copy-packages.mjs'

const CLI = 'vercel@60.1.3'
const CACHE = '.next/cache'

const quiet = {
  NEXT_TELEMETRY_DISABLED: '1',
  VERCEL_TELEMETRY_DISABLED: '1',
  NO_UPDATE_NOTIFIER: '1',
  npm_config_prefer_offline: 'true',
}

export function run(command, parameters, { cwd, environment = {}, prints = true } = {}) {
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

/** Builds the Next app in a folder with Vercel's own CLI. Its functions are in `.vercel/output` then. */
export async function vercelBuild(checkout, environment = {}) {
  linkProject(checkout)
  await run('npx', ['--yes', CLI, '--version'], { cwd: checkout, prints: false })
  const [command, ...parameters] = closedOff(['npx', '--offline', '--yes', CLI, 'build', '--prod', '--yes'])
  await run(command, parameters, { cwd: checkout, environment })
}

/** Builds a clean copy of the portal's sources for Vercel. */
export async function buildPortal(checkout) {
  mkdirSync(checkout)
  copySources(checkout)
  copyPackages(checkout)
  if (existsSync(CACHE)) cpSync(CACHE, join(checkout, CACHE), { recursive: true })
  // The build asks for a database that the functions will share, and doesn't connect to it.
  const environment = { DATABASE_URL: 'postgres://build@127.0.0.1:5432/rekey', REKEY_TENANTS: 'tenants' }
  await vercelBuild(checkout, environment)
}
