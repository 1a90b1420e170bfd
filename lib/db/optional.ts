import 'server-only'
import { within } from '../platform/deadline'
import { log } from '../platform/log'
import { connection } from './client'
import type { Query } from './connection'

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
  { limitMs, what, event }: Errand,
  work: (query: Query) => Promise<T>,
): Promise<T | null> {
  try {
    return await within(
      limitMs,
      what,
      connection().then(({ query }) => work(query)),
    )
  } catch (error) {
    log.warn(event, { error })
    return null
  }
}
