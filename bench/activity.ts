import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createTestPostgres } from '../lib/db/test-postgres'

/** Milliseconds at the 95th percentile, by what was asked for. */
export type ActivityTimes = { readonly entries: number; readonly p95: Readonly<Record<string, number>> }

/** What the console's look-ups take in a year of activity of 200 tenants, on a database of its own at `server`. */
export async function activityTimes(server: string): Promise<ActivityTimes> {
  const database = await createTestPostgres(server)
  const worker = fork('bench/activity-worker.ts', [], {
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      NODE_NO_WARNINGS: '1',
      REKEY_SECRET: 'only-for-this-measurement-7QxT2vLmR9pKzW4c',
      REKEY_BASE_URL: 'http://localhost',
      DATABASE_URL: database.url,
    },
  })
  try {
    const [times] = await Promise.race([
      once(worker, 'message'),
      once(worker, 'exit').then(() => Promise.reject(new Error('The measurement ended early'))),
    ])
    return times
  } finally {
    worker.kill()
    await database.drop()
  }
}
