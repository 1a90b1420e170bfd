import type { Connection } from '../db/connection'
import { counters } from './counters'
import { databaseStore } from './database-store'
import type { Counters } from './decision'

/** For tests: counters on a database that fail the test where the store is away. */
export function testCounters({ query }: Pick<Connection, 'query'>, { factor = 1 } = {}): Counters {
  return counters({
    store: async () => databaseStore(query),
    factor,
    onAway: (error) => {
      throw error
    },
    onBack: () => {},
  })
}

/** For tests: lets `seconds` pass for every counter. */
export async function passSeconds({ query }: Pick<Connection, 'query'>, seconds: number): Promise<void> {
  await query('update rate_limits set expire = expire - $1', [seconds * 1_000])
}
