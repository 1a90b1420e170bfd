import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from '../../scripts/free-port'

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

export type TestRedis = { readonly url: string; readonly process: ChildProcess; stop(): Promise<void> }

/** For tests: a Redis of this test's own. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort()
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''])
  for await (const line of child.stdout) if (String(line).includes('Ready to accept')) break
  return {
    url: `redis://127.0.0.1:${port}`,
    process: child,
    async stop() {
      child.kill('SIGKILL')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}
