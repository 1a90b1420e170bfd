import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type Emulator, type Guide, startEmulator } from '../emulator/index'
import { DEMO_CREDENTIALS } from './demo-credentials'
import { type DemoLambdas, demoLambdas } from './demo-lambdas'
import {
  CONSOLE_OPERATOR,
  CONSOLE_PASSWORD,
  clientSecrets,
  DEMO_PASSWORD,
  DEMO_PERSON,
  DEMO_UNCONFIRMED,
  type DemoConsole,
  type DemoPool,
  demoConsole,
  demoPools,
} from './demo-pools'

/** Emulator, database and portal in production mode, all on this machine. They end together. */

const dataDirectory = process.env.REKEY_DATA_DIR || '.data/demo'
const port = Number(process.env.PORT || 3000)
const baseUrl = process.env.REKEY_BASE_URL || `http://localhost:${port}`
const READY_LIMIT_MS = 60_000

/** The demo keeps its database between runs, so it has to keep the secret that the database was sealed with. */
function demoSecret(): string {
  const file = `${dataDirectory}/secret`
  mkdirSync(dataDirectory, { recursive: true })
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

async function openEmulator(
  pools: DemoPool[],
  adminPool: DemoConsole,
  functions: DemoLambdas['afterReset'],
): Promise<Emulator> {
  const seeds = [...pools.map(({ seed }) => seed), adminPool.seed]
  const guide: Guide = {
    tenants: pools.map(({ name, slug }) => ({ name, url: `${baseUrl}/${slug}` })),
    person: { username: DEMO_PERSON, password: DEMO_PASSWORD },
    unconfirmed: DEMO_UNCONFIRMED,
    console: { url: `${baseUrl}/admin`, username: CONSOLE_OPERATOR, password: CONSOLE_PASSWORD },
  }
  const wanted = Number(process.env.EMULATOR_PORT || 9329)
  try {
    return await startEmulator({ port: wanted, pools: seeds, guide, functions })
  } catch {
    return startEmulator({ port: 0, pools: seeds, guide, functions })
  }
}

function startPortal(emulator: Emulator, pools: DemoPool[], adminPool: DemoConsole): ChildProcess {
  return spawn(process.execPath, ['dist/server.js'], {
    stdio: 'inherit',
    env: {
      REKEY_SECRET: demoSecret(),
      REKEY_DATA_DIR: dataDirectory,
      REKEY_TENANTS: 'tenants',
      // The addresses to open stay on the screen.
      REKEY_ACCESS_LOG: 'failed',
      ...process.env,
      ...clientSecrets(pools),
      ...adminPool.environment,
      PORT: String(port),
      REKEY_BASE_URL: baseUrl,
      NEXTAUTH_URL: process.env.NEXTAUTH_URL || `${baseUrl}/api/auth`,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulator.url,
      // The emulator accepts any credentials; no real ones are sent to it.
      AWS_ENDPOINT_URL_SESV2: emulator.url,
      ...DEMO_CREDENTIALS,
      REKEY_MAIL_FROM: 'no-reply@rekey.example',
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    },
  })
}

async function isReady(): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health/ready`)).ok
  } catch {
    return false
  }
}

async function waitUntilReady(portal: ChildProcess): Promise<void> {
  const limit = Date.now() + READY_LIMIT_MS
  while (!(await isReady())) {
    if (portal.exitCode !== null) throw new Error('The portal did not start; its reason stands above.')
    if (Date.now() > limit) throw new Error('The portal was not ready within a minute.')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** Names that this reader can most likely read come first. */
const byScript = (one: DemoPool, other: DemoPool) =>
  Number(isLatin(other.name)) - Number(isLatin(one.name)) || one.slug.localeCompare(other.slug)
const isLatin = (name: string) => /^[\p{Script=Latin}\p{Script=Common}]+$/u.test(name)

function announce(emulator: Emulator, pools: DemoPool[]): void {
  const host = new URL(baseUrl).hostname
  const isLocal = host === 'localhost' || host === '127.0.0.1'
  const emulatorUrl = isLocal ? `http://${host}:${emulator.port}` : emulator.url
  const addresses = pools.map(({ name, slug }) => [`${baseUrl}/${slug}`, name] as const)
  const width = Math.max(...addresses.map(([address]) => address.length))
  console.log(
    [
      '',
      'Rekey is running. Reset a password at one of these:',
      '',
      ...addresses.map(([address, name]) => `  ${address.padEnd(width)}   ${name}`),
      '',
      `  Ask for     ${DEMO_PERSON}, whose password is ${DEMO_PASSWORD} at each of them`,
      `  Read mail   ${emulatorUrl}/inbox`,
      `  Sign in     ${emulatorUrl}/sign-in, to see which password works`,
      `  Sessions    ${DEMO_PERSON} is signed in on three devices; the mail after a reset says what ended`,
      `  Confirm     the sign-up of ${DEMO_UNCONFIRMED} at ${addresses[0]?.[0]}/confirm?ask=1`,
      '',
      `  Console     ${baseUrl}/admin`,
      `              as ${CONSOLE_OPERATOR} with the password ${CONSOLE_PASSWORD}`,
      '',
      'Ctrl-C ends everything.',
      '',
    ].join('\n'),
  )
}

const lambdas = await demoLambdas('tenants', `dist/lambda/demo-${port}`, {
  REKEY_SECRET: demoSecret(),
  ...process.env,
  REKEY_BASE_URL: baseUrl,
})
const pools = demoPools('tenants', baseUrl, { lambdas }).sort(byScript)
const adminPool = demoConsole(pools.map(({ slug }) => slug))
const emulator = await openEmulator(pools, adminPool, lambdas.afterReset)
lambdas.connectTo(emulator.url)
const portal = startPortal(emulator, pools, adminPool)
const exited = new Promise<number>((resolve) => portal.on('exit', (code) => resolve(code ?? 0)))

let isEnding = false
function end(): void {
  if (isEnding) return
  isEnding = true
  portal.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end)

try {
  await waitUntilReady(portal)
  if (!isEnding) announce(emulator, pools)
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault)
  process.exitCode = 1
  end()
}
const code = await exited
await emulator.close()
await lambdas.close()
process.exit(process.exitCode ?? (isEnding ? 0 : code))
