import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DEMO_PERSON, demoPools } from '../scripts/demo-pools'
import { freePort } from '../scripts/free-port'

export type Target = {
  url: string
  headers: Record<string, string>
  /** Milliseconds of processor time that the server has used; null where only the system could tell. */
  processorMs: () => number | null
  end: () => Promise<void>
}

const START_LIMIT_MS = 120_000

/** Starts the portal's own server in a folder with a build: the same one for the portal and for the empty app. */
async function startServer(
  folder: string,
  port: number,
  environment: Record<string, string>,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, [resolve('dist/server.js')], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      NODE_NO_WARNINGS: '1',
      // No credentials of this machine, and no look for any on its network.
      AWS_EC2_METADATA_DISABLED: 'true',
      PORT: String(port),
      HOST: '127.0.0.1',
      REKEY_SECRET: randomBytes(48).toString('base64'),
      REKEY_BASE_URL: `http://127.0.0.1:${port}`,
      ...environment,
    },
  })
  const giveUpAt = Date.now() + START_LIMIT_MS
  for (;;) {
    // Any answer at all will do: the empty app has no page for health.
    const answer = await fetch(`http://127.0.0.1:${port}/api/health/ready`).catch(() => null)
    if (answer !== null) return child
    if (child.exitCode !== null || Date.now() > giveUpAt)
      throw new Error(`The server in ${folder} did not start`)
    await pause(100)
  }
}

/** Linux counts in hundredths of a second: fields 14 and 15 of proc(5), after the name in brackets. */
function processorTime(child: ChildProcess): () => number | null {
  return () => {
    try {
      const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return (Number(fields[11]) + Number(fields[12])) * 10
    } catch {
      return null
    }
  }
}

function ending(child: ChildProcess): () => Promise<void> {
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    await exited
  }
}

export async function startEmptyApp(folder: string): Promise<Target> {
  const port = await freePort()
  const child = await startServer(folder, port, {})
  return {
    url: `http://127.0.0.1:${port}/`,
    headers: {},
    processorMs: processorTime(child),
    end: ending(child),
  }
}

/** The portal's page `/reset` as somebody sees it who came by the mail's link: with the link's cookie. */
export async function startPortal(): Promise<Target> {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const secrets = demoPools('tenants', base).map(({ secretVariable, secret }) => [secretVariable, secret])
  const child = await startServer('.', port, {
    DATABASE_URL: 'memory://',
    REKEY_TENANTS: 'tenants',
    ...Object.fromEntries(secrets),
  })
  const link = `${base}/northwind/link?u=${encodeURIComponent(DEMO_PERSON)}&c=123456`
  const landing = await fetch(link, { redirect: 'manual' })
  const cookie = landing.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ')
  return {
    url: `${base}/northwind/reset`,
    headers: { cookie },
    processorMs: processorTime(child),
    end: ending(child),
  }
}

/** A portal with the demo's tenants whose Cognito is the emulator at `endpoint`; its limits are in nobody's way. */
export async function startAskedPortal(
  endpoint: string,
  pools: ReturnType<typeof demoPools>,
): Promise<Target> {
  const port = await freePort()
  const child = await startServer('.', port, {
    DATABASE_URL: 'memory://',
    REKEY_TENANTS: 'tenants',
    REKEY_LIMITS_FACTOR: '10000',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint,
    ...Object.fromEntries(pools.map(({ secretVariable, secret }) => [secretVariable, secret])),
  })
  const url = `http://127.0.0.1:${port}`
  return { url, headers: {}, processorMs: processorTime(child), end: ending(child) }
}

/** A portal on a database that has its tenants already; how long it took to start, and what it has in memory. */
export async function startPortalOn(
  database: string,
): Promise<Target & { startMs: number; memoryMb: () => number }> {
  const port = await freePort()
  const before = performance.now()
  const child = await startServer('.', port, { DATABASE_URL: database })
  const startMs = performance.now() - before
  const memoryMb = () => {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? []
    return Number(kilobytes) / 1024
  }
  const url = `http://127.0.0.1:${port}`
  return { url, headers: {}, processorMs: processorTime(child), end: ending(child), startMs, memoryMb }
}
