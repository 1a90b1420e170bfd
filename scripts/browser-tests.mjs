// Runs one project of playwright.config.ts in whatever Chromium there is: `node scripts/browser-tests.mjs proof`.
import { endTogether, ensureBuilt, ensureInstalled, run } from './prepare.mjs'

/** @param project `verify`, `long`, `proof` or `pictures` */
async function browserTests(project, parameters = []) {
  // Loaded here: on a fresh clone its package is installed by what runs before.
  const { findChromium } = await import('./chromium.mjs')
  const { path, version } = findChromium()
  console.log(`Browser: ${version}, ${path}`)
  await run('playwright', ['test', `--project=${project}`, ...parameters], { CHROMIUM_PATH: path })
}

if (process.argv[1]?.endsWith('browser-tests.mjs')) {
  const [project, ...parameters] = process.argv.slice(2)
  endTogether()
  await ensureInstalled()
  await ensureBuilt()
  await browserTests(project, parameters)
}
