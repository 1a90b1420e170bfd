import 'server-only'
import { and, eq, gte, inArray, lt, ne, or, sql } from 'drizzle-orm'
import type { Database } from '../db/connection'
import { ALL_TENANTS, activityHours, tenants } from '../db/schema'
import { LINK_OPENED } from '../link-kinds'
import { HOUR_MS, startOfHour } from '../platform/hours'
import { FEWEST_ASKS, FEWEST_UNKNOWN, type TenantHour, type Usual } from './conditions'

const MOST = 500
const WEEK_MS = 7 * 24 * HOUR_MS

const { count, event, hour, outcome, tenantId } = activityHours
const isStep = or(sql`${event} like 'confirm.%'`, eq(event, 'forgot.requested'))
const isLanding = or(sql`${event} like 'confirm.%'`, eq(event, LINK_OPENED))
const sum = (isMeant: ReturnType<typeof or>) =>
  sql<number>`coalesce(sum(${count}) filter (where ${isMeant}), 0)`.mapWith(Number)

const asked = sum(and(eq(event, 'forgot.requested'), eq(outcome, 'sent')))
const unknown = sum(and(isStep, eq(outcome, 'unknown')))
const misconfigured = sum(and(isStep, eq(outcome, 'misconfigured')))
const all = sum(isStep)

export type Watched = {
  readonly tenant: { readonly id: string; readonly slug: string }
  readonly hours: readonly TenantHour[]
  readonly usual: Usual
}

/** The tenants at which something may be wrong in this hour or the last, with what is usual at them. */
export async function readWatched(database: Database, now: Date): Promise<Watched[]> {
  const last = new Date(startOfHour(now.getTime()) - HOUR_MS)
  const suspicious = await database
    .select({ id: tenants.id, slug: tenants.slug, hour, asked, unknown, misconfigured, all })
    .from(activityHours)
    .innerJoin(tenants, eq(tenants.id, tenantId))
    .where(and(gte(hour, last), ne(tenantId, ALL_TENANTS)))
    .groupBy(tenants.id, tenants.slug, hour)
    .having(
      or(sql`${asked} >= ${FEWEST_ASKS}`, sql`${unknown} >= ${FEWEST_UNKNOWN}`, sql`${misconfigured} > 0`),
    )
    .orderBy(tenants.slug, hour)
    .limit(MOST)
  if (suspicious.length === 0) return []
  const ids = [...new Set(suspicious.map(({ id }) => id))]
  const landings = await database
    .select({ tenantId, hour, landed: sum(isLanding) })
    .from(activityHours)
    .where(and(gte(hour, last), inArray(tenantId, ids)))
    .groupBy(tenantId, hour)
  const usual = await database
    .select({ tenantId, unknown, all })
    .from(activityHours)
    .where(and(gte(hour, new Date(last.getTime() - WEEK_MS)), lt(hour, last), inArray(tenantId, ids)))
    .groupBy(tenantId)
  const landedSince = (id: string, from: Date) =>
    landings
      .filter((each) => each.tenantId === id && each.hour >= from)
      .reduce((total, { landed }) => total + landed, 0)
  return ids.map((id) => {
    const own = suspicious.filter((each) => each.id === id)
    return {
      tenant: { id, slug: own[0]?.slug ?? '' },
      hours: own.map((each) => ({ ...each, landedSince: landedSince(id, each.hour) })),
      usual: usual.find((each) => each.tenantId === id) ?? { unknown: 0, all: 0 },
    }
  })
}
