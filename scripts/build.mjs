// `npm run build`: what the build needs (for Vercel the pictures of tenant files, too), the pages, then the server in front
// of them, the user pools' functions and, but for Vercel, an empty embedded database. Notes in the end which sources it was
// made from, so that `npm run demo` need not build again.
import { rmSync } from 'node:fs'
import { endTogether, ensureGenerated, noteBuild, run, sourceStamp } from './prepare.mjs'

const HEARTBEAT_MS = 15_000
const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} s`

/** Prints a sign of life now and then: a minute of silence looks like a program that hangs. */
async function told(what, work) {
  const began = Date.now()
  const heartbeat = setInterval(() => console.log(`… ${what}, ${seconds(began)} so far`), HEARTBEAT_MS)
  try {
    await work()
  } finally {
    clearInterval(heartbeat)
  }
  console.log(`✓ ${what} (${seconds(began)})`)
}

endTogether()
const stamp = sourceStamp()
// A build that is interrupted must leave neither the old one nor a new one.
rmSync('.next/BUILD_ID', { force: true })
try {
  await told('style sheet and fonts', ensureGenerated)
  if (process.env.VERCEL === '1')
    await told('pictures of the tenants', () => run('npm', ['run', '--silent', 'draw:pictures']))
  // Next itself, without a shell between, so that a signal to this process reaches it.
  const next = ['node_modules/next/dist/bin/next', 'build', ...process.argv.slice(2)]
  await told('pages', () => run(process.execPath, next))
  await told('server', () => run('npm', ['run', '--silent', 'build:server']))
  await told('functions of the user pools', () => run('npm', ['run', '--silent', 'build:triggers']))
  // On Vercel there is no embedded database.
  if (process.env.VERCEL !== '1')
    await told('empty database', () => run('npm', ['run', '--silent', 'build:database']))
  noteBuild(stamp)
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault)
  process.exitCode = 1
}
