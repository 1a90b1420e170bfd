import { fork, type Serializable } from 'node:child_process'
import { once } from 'node:events'

/**
 * What a script of this folder measures in a process of its own, as the portal runs.
 *
 * @param environment besides what every measurement has
 * @param input what the script waits for before it begins
 * @throws where it ends without an answer
 */
export async function measuredBy<Result>(
  script: string,
  environment: Record<string, string>,
  input?: () => Promise<Serializable>,
): Promise<Result> {
  const worker = fork(script, [], {
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      NODE_NO_WARNINGS: '1',
      REKEY_SECRET: 'only-for-this-measurement-7QxT2vLmR9pKzW4c',
      REKEY_BASE_URL: 'http://localhost',
      ...environment,
    },
  })
  try {
    if (input !== undefined) worker.send(await input())
    const [result] = await Promise.race([
      once(worker, 'message'),
      once(worker, 'exit').then(() => Promise.reject(new Error('The measurement ended early'))),
    ])
    return result
  } finally {
    worker.kill()
  }
}
