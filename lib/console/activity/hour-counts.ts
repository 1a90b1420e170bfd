import 'server-only'
import { and, gte, inArray, sql, sum } from 'drizzle-orm'
import type { Database } from '../../db/connection'
import { ALL_TENANTS, activityHours } from '../../db/schema'
import type { Reach } from './conditions'
import { type HourCount, type Span, startOf, unitOf } from './figures'

/** The hour itself, or the day in UTC that it is of. */
const beginnings = {
  hour: sql<Date>`${activityHours.hour}`,
  day: sql<Date>`date_trunc('day', ${activityHours.hour}, 'UTC')`,
}

/**
 * What happened in a span, by its bars, at the tenants that somebody may see. Of all together the sums are kept: it takes
 * no longer, however many there are.
 */
export async function hourCounts(
  database: Database,
  span: Span,
  reach: Reach,
  now: Date,
): Promise<HourCount[]> {
  if (reach?.length === 0) return []
  const hour = beginnings[unitOf(span)].mapWith(activityHours.hour)
  return database
    .select({
      hour,
      event: activityHours.event,
      outcome: activityHours.outcome,
      count: sum(activityHours.count).mapWith(Number),
    })
    .from(activityHours)
    .where(
      and(
        gte(activityHours.hour, startOf(span, now)),
        inArray(activityHours.tenantId, reach === null ? [ALL_TENANTS] : [...reach]),
      ),
    )
    .groupBy(hour, activityHours.event, activityHours.outcome)
}
