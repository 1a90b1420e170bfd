import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { copiedDatabase, type PreparedDatabase } from './prepared-database'
import { METRICS_TOKEN } from './settled'
import { collectorSettings, keepOutput, noteSender, noteUsed } from './telemetry-check'

/** The built portal as a process of its own, as an operator runs it. */
export type Portal = {
  port: number
  pid: number
  /** Where a browser finds it, without a trailing slash. */
  url: string
  /** Everything that it has written to its standard output and error so far. */
  output(): string
  stop(): Promise<void>
  /** Ends it in the middle of whatever it does, as a machine that fails would. */
  kill(): Promise<void>
}

export type Settings = Record<string, string>

/** What portals under test seal with, unless a test says otherwise. */
export const PORTAL_SECRET = 'k8Jw2vT0xQ4mZ7rN1pLs9dYc3bHf6gUa5eXi+oRz='

/** Neither this machine's own credentials nor a look for them on its network. */
const noCredentials = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
}

const START_LIMIT_MS = 90_000

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health/live`)).ok
  } catch {
    return false
  }
}

async function untilServing(child: ChildProcess, port: number, output: () => string): Promise<void> {
  const limit = Date.now() + START_LIMIT_MS
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`The portal did not start:\n${output()}`)
    if (Date.now() > limit) throw new Error(`The portal was not ready in time:\n${output()}`)
    await pause(50)
  }
}

/** A database of the portal's own, unless its settings name one. */
async function ownDatabase(settings: Settings): Promise<PreparedDatabase | null> {
  if (settings.DATABASE_URL !== undefined) return null
  const isUsual = (settings.REKEY_SECRET ?? PORTAL_SECRET) === PORTAL_SECRET
  return copiedDatabase(isUsual && settings.REKEY_TENANTS === 'tenants' ? 'demo' : 'bare')
}

/** Starts the portal on a port of its own and waits until it serves. Nothing of the caller's REKEY_ settings leaks in. */
export async function startPortal(port: number, settings: Settings): Promise<Portal> {
  const database = await ownDatabase(settings)
  const url = `http://localhost:${port}`
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(REKEY_|DATABASE_URL|REDIS_URL|NEXTAUTH_|AWS_|NODE_ENV|FORCE_COLOR)/.test(name),
  )
  const child = spawn(process.execPath, ['dist/server.js'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...Object.fromEntries(inherited),
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      HOST: '127.0.0.1',
      PORT: String(port),
      REKEY_BASE_URL: url,
      REKEY_SECRET: PORTAL_SECRET,
      REKEY_METRICS_TOKEN: METRICS_TOKEN,
      ...noCredentials,
      ...collectorSettings(),
      ...database?.settings,
      ...settings,
    },
  })
  const exited = once(child, 'close')
  let written = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      written += text
    })
  }
  child.on('close', () => keepOutput(child.pid ?? 0, written))
  noteUsed([{ kind: 'secret', value: settings.REKEY_SECRET ?? PORTAL_SECRET }])
  noteUsed([{ kind: 'secret', value: METRICS_TOKEN }])
  await untilServing(child, port, () => written)
  return {
    port,
    pid: child.pid ?? 0,
    url,
    output: () => written,
    stop: async () => {
      child.kill('SIGTERM')
      const [code] = await exited
      if (code === 0 && settings.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) noteSender(child.pid ?? 0)
      await database?.drop()
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
      await database?.drop()
    },
  }
}
