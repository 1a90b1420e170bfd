// A real Chromium for the browser tests: the one that is named, else installed, else Playwright's own, else Debian's. The
// headless shell first: the same engine without the browser around it, at less than half of the processor time.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
]

function onPath() {
  const folders = (process.env.PATH ?? '').split(':').filter((folder) => folder !== '')
  const all = names.flatMap((name) => folders.map((folder) => `${folder}/${name}`))
  return all.find((path) => existsSync(path))
}

/** Playwright's own build, where it is there. */
function ofPlaywright() {
  const path = chromium.executablePath()
  return path !== '' && existsSync(path) ? path : undefined
}

/** Runs one attempt to get a browser; a failure is reported but doesn't stop the others. */
function attempt(what, commands) {
  console.log(what)
  try {
    for (const [limitMs, command, ...parameters] of commands) {
      execFileSync(command, parameters, {
        stdio: ['ignore', 'ignore', 'inherit'],
        timeout: limitMs,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    }
  } catch {
    console.log('  … not to be had that way.')
  }
}

function whereverItIs() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names no file: ${named}`)
    return named
  }
  const present = onPath() ?? ofPlaywright()
  if (present !== undefined) return present
  attempt('No Chromium here: trying Playwright’s download …', [
    [180_000, 'npx', 'playwright', 'install', 'chromium'],
  ])
  const downloaded = ofPlaywright()
  if (downloaded !== undefined) return downloaded
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const install = (name) => [
      420_000,
      ...['apt-get', 'install', '-y', '-q', '--no-install-recommends', name],
    ]
    attempt('Trying Debian’s packages …', [[180_000, 'apt-get', 'update', '-q'], install(names[0])])
    if (onPath() === undefined) attempt('Trying the whole browser …', [install('chromium')])
  }
  return onPath()
}

/**
 * Finds or installs a browser; throws where none is available, or where it doesn't run.
 *
 * @returns its path, and what it calls itself
 */
export function findChromium() {
  const path = whereverItIs()
  if (path === undefined) {
    throw new Error('No Chromium was found or could be installed. Set CHROMIUM_PATH to one.')
  }
  const stdio = ['ignore', 'pipe', 'ignore']
  const version = execFileSync(path, ['--version'], { encoding: 'utf8', timeout: 60_000, stdio }).trim()
  return { path, version: version.split(' built on')[0] }
}
