import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { METRICS_TOKEN } from './settled'

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

/** Starts the portal on a port of its own and waits until it serves. Nothing of the caller's REKEY_ settings leaks in. */
export async function startPortal(port: number, settings: Settings): Promise<Portal> {
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
      REKEY_SECRET: randomBytes(48).toString('base64'),
      DATABASE_URL: 'memory://',
      REKEY_METRICS_TOKEN: METRICS_TOKEN,
      ...settings,
    },
  })
  const exited = once(child, 'exit')
  let written = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      written += text
    })
  }
  await untilServing(child, port, () => written)
  return {
    port,
    pid: child.pid ?? 0,
    url,
    output: () => written,
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
