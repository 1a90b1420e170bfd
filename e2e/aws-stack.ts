import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../emulator/index'
import { freePort } from '../scripts/free-port'

/** The built portal and an emulator on free ports, with one tenant of each kind, for the specs of machines. */

export const secret = 'abcdefSECRET0123456789abcdefghijklmnopqrstuvwxyz0123'
export const clientId = '1example23456789'
export const poolId = 'eu-west-1_Ab12Cd34E'
export const oldPassword = 'Old-Horse-1'
export const newPassword = 'New-Horse-2'
export const legacyClientId = '2legacy23456789'

/** All tests come from one address. */
export const LIMITS_FACTOR = 10
const READY_LIMIT_MS = 60_000

export type Stack = {
  cognito: Emulator
  origin: string
  /** A page of the tenant's own app, one of its `returnOrigins`. */
  appOrigin: string
  /** The AWS endpoint of the tenant whose pool hides missing users. */
  endpoint: string
  /** …and of the one whose pool does not. */
  legacyEndpoint: string
  log: () => string
  close(): Promise<void>
}

/** Enough people that no test meets another one's limits. */
export const person = (number: number) => `person${number}@example.com`
const people = Array.from({ length: 60 }, (_, number) => ({
  username: person(number),
  email: person(number),
  password: oldPassword,
}))

const tenantFiles = (appOrigin: string) => ({
  'acme.json': {
    slug: 'acme',
    name: 'Acme Bank',
    hosts: ['reset.acme.example'],
    cognito: {
      region: 'eu-west-1',
      userPoolId: poolId,
      clientId,
      clientSecret: 'env:ACME_CLIENT_SECRET',
      propagateUserContext: true,
      clientMetadata: { app: 'banking' },
    },
    returnOrigins: [appOrigin],
    locales: ['en', 'da'],
  },
  'globex.json': {
    slug: 'globex',
    name: 'Globex',
    cognito: { region: 'eu-west-1', userPoolId: 'eu-west-1_Legacy01', clientId: legacyClientId },
  },
})

async function waitUntilReady(origin: string, portal: ChildProcess, log: () => string): Promise<void> {
  const limit = Date.now() + READY_LIMIT_MS
  for (;;) {
    const isReady = await fetch(`${origin}/api/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) return
    if (portal.exitCode !== null || Date.now() > limit) throw new Error(`The portal is not ready:\n${log()}`)
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
}

/** Starts both; the portal stands behind one trusted proxy, so a test can be at any address. */
export async function startStack(environment: Record<string, string> = {}): Promise<Stack> {
  const cognito = await startEmulator({
    budgetPerHour: 1_000,
    pools: [
      {
        id: poolId,
        client: {
          id: clientId,
          secrets: [secret],
          preventUserExistenceErrors: 'ENABLED',
          propagateUserContext: true,
        },
        users: people,
      },
      { id: 'eu-west-1_Legacy01', client: { id: legacyClientId }, users: people },
    ],
  })
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const app = createHttpServer((_, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end('<!doctype html><title>App</title><p>An app of the tenant')
  })
  const appPort = await freePort()
  await new Promise<void>((resolve) => app.listen(appPort, '127.0.0.1', resolve))
  const appOrigin = `http://127.0.0.1:${appPort}`
  const folder = mkdtempSync(join(tmpdir(), 'rekey-e2e-'))
  for (const [name, file] of Object.entries(tenantFiles(appOrigin))) {
    writeFileSync(join(folder, name), JSON.stringify(file))
  }
  let output = ''
  const portal = spawn(process.execPath, ['dist/server.js'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: 'memory://',
      REKEY_BASE_URL: origin,
      REKEY_SECRET: 'k8Jw2vT0xQ4mZ7rN1pLs9dYc3bHf6gUa5eXi+oRz=',
      REKEY_TENANTS: folder,
      REKEY_TRUSTED_HOPS: '1',
      REKEY_LIMITS_FACTOR: String(LIMITS_FACTOR),
      REKEY_CONFIRM_DEADLINE_MS: '1500',
      REKEY_REQUEST_DEADLINE_MS: '1500',
      ACME_CLIENT_SECRET: secret,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
      ...environment,
    },
  })
  for (const stream of [portal.stdout, portal.stderr]) stream.on('data', (text) => (output += text))
  const log = () => output
  const ended = new Promise<void>((resolve) => portal.on('exit', () => resolve()))
  const close = async () => {
    portal.kill('SIGTERM')
    await ended
    await cognito.close()
    app.close()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await waitUntilReady(origin, portal, log)
  } catch (error) {
    await close()
    throw error
  }
  return {
    cognito,
    origin,
    appOrigin,
    endpoint: `${origin}/acme/cognito`,
    legacyEndpoint: `${origin}/globex/cognito`,
    log,
    close,
  }
}
