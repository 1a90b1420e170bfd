import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createTestPostgres } from '../lib/db/test-postgres'
import { clientSecrets, DEMO_PERSON, demoPools } from '../scripts/demo-pools'
import { freePort } from '../scripts/free-port'
import { emptyApp } from './empty-app'
import type { Page } from './load'
import { costOf, type ProcessCost } from './process-cost'

export type Server = ProcessCost & {
  base: string
  /** From the start of the process to the end of its first answer. Processor time only on Linux, else NaN. */
  firstAnswer: { ms: number; processorMs: number }
  end: () => Promise<void>
}

const START_LIMIT_MS = 600_000

type Started = { child: ChildProcess; firstAnswer: Server['firstAnswer'] }

const processorMsOf = ({ pid }: ChildProcess) => {
  try {
    return costOf(pid).processorMs()
  } catch {
    return Number.NaN
  }
}

/** Starts the portal's own server in a folder with a build: the same one for the portal and for the empty app. */
async function startProcess(
  folder: string,
  port: number,
  path: string,
  environment: Record<string, string>,
): Promise<Started> {
  const began = performance.now()
  const child = spawn(process.execPath, [resolve('dist/server.js')], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      NODE_NO_WARNINGS: '1',
      // As in the container image.
      MALLOC_ARENA_MAX: '2',
      // No credentials of this machine, and no look for any on its network.
      AWS_EC2_METADATA_DISABLED: 'true',
      PORT: String(port),
      HOST: '127.0.0.1',
      REKEY_SECRET: randomBytes(48).toString('base64'),
      REKEY_BASE_URL: `http://127.0.0.1:${port}`,
      ...environment,
    },
  })
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null)
    if (answer?.ok) {
      await answer.arrayBuffer()
      const ms = performance.now() - began
      return { child, firstAnswer: { ms, processorMs: processorMsOf(child) } }
    }
    if (child.exitCode !== null || performance.now() - began > START_LIMIT_MS)
      throw new Error(`The server in ${folder} did not start`)
    await pause(20)
  }
}

/** @param path of the page that it answers first */
async function startServer(
  folder: string,
  path: string,
  environment: (base: string) => Record<string, string>,
): Promise<Server> {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const { child, firstAnswer } = await startProcess(folder, port, path, environment(base))
  return {
    ...costOf(child.pid),
    base,
    firstAnswer,
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
    },
  }
}

export type EmptyApp = Server & { page: Page }

export async function startEmptyApp(): Promise<EmptyApp> {
  const server = await startServer(await emptyApp(), '/', () => ({}))
  return { ...server, page: { url: `${server.base}/`, headers: {} } }
}

/** Where a portal keeps its data, as its environment says it. */
export type Store = { DATABASE_URL: string; REKEY_SECRET?: string } | { REKEY_DATA_DIR: string }

const IN_MEMORY: Store = { DATABASE_URL: 'memory://' }

/** A portal with two pages: `/forgot`, and `/reset` as somebody sees it who came by the mail's link, with its cookie. */
export type Portal = Server & { forgot: Page; reset: Page }

export async function startPortal(store = IN_MEMORY): Promise<Portal> {
  const server = await startServer('.', '/northwind/forgot', (base) => ({
    REKEY_TENANTS: 'tenants',
    ...clientSecrets(demoPools('tenants', base)),
    ...store,
  }))
  const link = `${server.base}/northwind/link?u=${encodeURIComponent(DEMO_PERSON)}&c=123456`
  const landing = await fetch(link, { redirect: 'manual' })
  const cookie = landing.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ')
  return {
    ...server,
    forgot: { url: `${server.base}/northwind/forgot`, headers: {} },
    reset: { url: `${server.base}/northwind/reset`, headers: { cookie } },
  }
}

/** A portal with the demo's tenants whose Cognito is the emulator at `endpoint`; its limits are in nobody's way. */
export const startAskedPortal = (
  endpoint: string,
  pools: ReturnType<typeof demoPools>,
  settings: Record<string, string> = { DATABASE_URL: 'memory://' },
): Promise<Server> =>
  startServer('.', '/northwind/forgot', () => ({
    REKEY_TENANTS: 'tenants',
    REKEY_LIMITS_FACTOR: '10000',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint,
    ...clientSecrets(pools),
    ...settings,
  }))

/** Starts servers one after the other, and ends all of them whatever comes. */
export async function using<Servers extends readonly Server[], Result>(
  starts: { readonly [Index in keyof Servers]: () => Promise<Servers[Index]> },
  work: (servers: Servers) => Promise<Result>,
): Promise<Result> {
  const servers: Server[] = []
  try {
    for (const start of starts) servers.push(await start())
    return await work(servers as unknown as Servers)
  } finally {
    await Promise.all(servers.map(({ end }) => end()))
  }
}

/** A database of its own on the server that TEST_DATABASE_URL names; null where it names none. */
export async function withPostgres<Result>(work: (url: string) => Promise<Result>): Promise<Result | null> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) return null
  const database = await createTestPostgres(server)
  try {
    return await work(database.url)
  } finally {
    await database.drop()
  }
}

/** A portal on a database that has its tenants already. */
export const startPortalOn = (database: string): Promise<Server> =>
  startServer('.', '/api/health/ready', () => ({ DATABASE_URL: database }))
