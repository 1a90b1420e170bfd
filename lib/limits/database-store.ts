import 'server-only'
import type { Query } from '../db/connection'
import type { LimiterStore } from './counters'
import { databaseInOrder } from './database-in-order'
import { DatabaseLimiter } from './database-limiter'

/** The counters in the database, one by one or all of an attempt in one round trip. */
export function databaseStore(query: Query): LimiterStore {
  return {
    limiter: (name, limit) => new DatabaseLimiter(query, name, limit),
    inOrder: databaseInOrder(query),
  }
}
