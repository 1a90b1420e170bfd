// Runs one project of playwright.config.ts in whatever Chromium there is: `node scripts/browser-tests.mjs proof`.
import { ensureBuilt, ensureInstalled, run } from './prepare.mjs'

/** @param project `verify`, `proof` or `pictures` */
export async function browserTests(project, parameters = []) {
  // Loaded here: on a fresh clone its package is installed by what runs before.
  const { findChromium } = await import('./chromium.mjs')
  const { path, version } = findChromium()
  console.log(`Browser: ${version}, ${path}`)
  await run('npx', ['playwright', 'test', `--project=${project}`, ...parameters], { CHROMIUM_PATH: path })
}

if (process.argv[1]?.endsWith('browser-tests.mjs')) {
  const [project, ...parameters] = process.argv.slice(2)
  await ensureInstalled()
  await ensureBuilt()
  await browserTests(project, parameters)
}
