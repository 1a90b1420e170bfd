// A real Chromium for the browser tests: the one that is named, else installed, else Playwright's own, else Debian's.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

function onPath() {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(':')) {
      if (folder !== '' && existsSync(`${folder}/${name}`)) return `${folder}/${name}`
    }
  }
  return undefined
}

function tryTo(what, action) {
  console.log(what)
  try {
    action()
    return true
  } catch {
    return false
  }
}

const runQuietly = (command, parameters, limitMs) =>
  execFileSync(command, parameters, { stdio: ['ignore', 'ignore', 'ignore'], timeout: limitMs })

/** Playwright's own build, where it is there. */
function ofPlaywright() {
  const path = chromium.executablePath()
  return path !== '' && existsSync(path) ? path : undefined
}

/** Finds or installs a browser and says which; throws where there is none to be had. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names no file: ${named}`)
    return named
  }
  const present = onPath() ?? ofPlaywright()
  if (present !== undefined) return present
  tryTo('No Chromium here: trying Playwright’s download …', () =>
    runQuietly('npx', ['playwright', 'install', 'chromium'], 180_000),
  )
  if (ofPlaywright() !== undefined) return ofPlaywright()
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    tryTo('Trying Debian’s package …', () => {
      runQuietly('apt-get', ['update'], 180_000)
      runQuietly('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 420_000)
    })
    if (onPath() !== undefined) return onPath()
  }
  throw new Error('No Chromium was found or could be installed. Set CHROMIUM_PATH to one.')
}
