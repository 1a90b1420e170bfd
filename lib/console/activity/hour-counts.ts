import 'server-only'
import { and, gte, inArray, sum } from 'drizzle-orm'
import type { Database } from '../../db/connection'
import { activityHours } from '../../db/schema'
import type { Reach } from './conditions'
import type { HourCount } from './figures'

/** How many entries of resets there were, by the hour since a moment, of the tenants that somebody may see. */
export async function hourCounts(database: Database, since: Date, reach: Reach): Promise<HourCount[]> {
  if (reach?.length === 0) return []
  return database
    .select({
      hour: activityHours.hour,
      event: activityHours.event,
      outcome: activityHours.outcome,
      count: sum(activityHours.count).mapWith(Number),
    })
    .from(activityHours)
    .where(
      and(
        gte(activityHours.hour, since),
        reach === null ? undefined : inArray(activityHours.tenantId, [...reach]),
      ),
    )
    .groupBy(activityHours.hour, activityHours.event, activityHours.outcome)
}
