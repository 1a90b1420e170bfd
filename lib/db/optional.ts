import 'server-only'
import { within } from '../platform/deadline'
import { log } from '../platform/log'
import type { Database } from './connection'

type Errand = {
  readonly limitMs: number
  /** For the message of a time-out. */
  readonly what: string
  /** What the log calls it where the database didn't answer. */
  readonly event: string
}

/**
 * Does work that nothing depends on: null, and a line in the log, where the database is away or too slow. Never throws.
 */
export async function orNull<T>(
  database: () => Promise<Database>,
  { limitMs, what, event }: Errand,
  work: (db: Database) => Promise<T>,
): Promise<T | null> {
  try {
    return await within(limitMs, what, database().then(work))
  } catch (error) {
    log.warn(event, { error })
    return null
  }
}
