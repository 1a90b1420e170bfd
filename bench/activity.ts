import { atMost, type Findings, ms } from './rows'
import { withPostgres } from './servers'
import { measuredBy } from './worker'

/** Milliseconds at the 95th percentile, by what was asked for. */
export type ActivityTimes = { readonly entries: number; readonly p95: Readonly<Record<string, number>> }

/** What the console's look-ups take in a year of activity of 200 tenants, on PostgreSQL. */
export async function lookUps(): Promise<Findings> {
  const figures = await withPostgres((url) =>
    measuredBy<ActivityTimes>('bench/activity-worker.ts', { DATABASE_URL: url }),
  )
  const { entries = 0, p95 = {} } = figures ?? {}
  const rows = Object.entries(p95).map(([what, value]) =>
    atMost(
      `console, among ${entries.toLocaleString('en')} entries on PostgreSQL: ${what}, p95`,
      value,
      300,
      ms,
    ),
  )
  return { rows, figures }
}
