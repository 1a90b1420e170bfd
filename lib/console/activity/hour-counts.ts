import 'server-only'
import { and, gte, inArray, sum } from 'drizzle-orm'
import type { Database } from '../../db/connection'
import { ALL_TENANTS, activityHours } from '../../db/schema'
import type { Reach } from './conditions'
import type { HourCount } from './figures'

/**
 * What happened by the hour since a moment, at the tenants that somebody may see. Of all together the sums are kept: it
 * takes no longer, however many there are.
 */
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
        inArray(activityHours.tenantId, reach === null ? [ALL_TENANTS] : [...reach]),
      ),
    )
    .groupBy(activityHours.hour, activityHours.event, activityHours.outcome)
}
