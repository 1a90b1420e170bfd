import { createTestPostgres } from '../lib/db/test-postgres'
import { measuredBy } from './worker'

/** Milliseconds at the 95th percentile, by what was asked for. */
export type ActivityTimes = { readonly entries: number; readonly p95: Readonly<Record<string, number>> }

/** What the console's look-ups take in a year of activity of 200 tenants, on a database of its own at `server`. */
export async function activityTimes(server: string): Promise<ActivityTimes> {
  const database = await createTestPostgres(server)
  try {
    return await measuredBy('bench/activity-worker.ts', { DATABASE_URL: database.url })
  } finally {
    await database.drop()
  }
}
