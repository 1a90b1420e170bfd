import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

export type RunningFunction = {
  url: string
  pid: number | undefined
  /** The log so far, a line each. */
  lines: () => Record<string, unknown>[]
  end: () => void
}

/** Starts an unpacked function in a process of its own, as each runs in an instance of its own on the platform. */
export async function startFunction(folder: string, env: Record<string, string>): Promise<RunningFunction> {
  const host: ChildProcess = fork('scripts/vercel/function-host.mjs', [folder], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  let written = ''
  host.stdout?.setEncoding('utf8').on('data', (text: string) => {
    written += text
  })
  const [message] = await Promise.race([
    once(host, 'message'),
    once(host, 'exit').then(() => Promise.reject(new Error(`The function in ${folder} did not start`))),
  ])
  return {
    url: `http://127.0.0.1:${message.port}`,
    pid: host.pid,
    lines: () =>
      written
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line)),
    end: () => host.disconnect(),
  }
}
