import { say } from './words/generated/tenants'
import 'server-only'
import { and, asc, desc, eq, exists, gte, inArray, ne, type SQL, sql } from 'drizzle-orm'
import type { BrandOverrides } from '../brand/schema'
import { fromStored } from '../brand/stored-shape'
import type { Database } from '../db/connection'
import {
  activityHours,
  adminPeople,
  brandDrafts,
  brandPublications,
  doctorResults,
  tenants,
} from '../db/schema'
import type { ToldTo } from '../doctor/check'
import { HOUR_MS, startOfHour } from '../platform/hours'
import { BY_FILE } from '../tenants/brand/publications'
import { isOperator, type Role, roleAt, slugsOf } from './auth/roles'
import { isNamed } from './named-tenants'
import { type State, TENANTS_A_PAGE, type TenantQuery } from './tenant-query'

const HOURS = 24

export type ListedTenant = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly role: Role | null
  readonly isPaused: boolean
  readonly hasDraft: boolean
  /** How many faults the doctor last found. */
  readonly faults: number
  readonly icon: { readonly hash: string } | null
  readonly colour: string | null
  /** How many mails were asked for in each of the last 24 hours, the hour under way last. */
  readonly day: readonly number[]
  /** Null where nothing was published in the console. */
  readonly published: { readonly by: string; readonly at: Date } | null
}

export type TenantPage = { readonly rows: readonly ListedTenant[]; readonly total: number }

const hasDraft = sql<boolean>`coalesce(${brandDrafts.content} <> ${tenants.brand}, false)`
const faults = sql<number>`coalesce(${doctorResults.faults}, 0)`.mapWith(Number)

/** Looked for from the few that there are, however many tenants have none. */
const isInState = (database: Database, toldTo: ToldTo): Record<State, SQL | undefined> => ({
  any: undefined,
  live: eq(tenants.status, 'active'),
  paused: eq(tenants.status, 'paused'),
  draft: exists(
    database
      .select({ id: brandDrafts.tenantId })
      .from(brandDrafts)
      .where(and(eq(brandDrafts.tenantId, tenants.id), ne(brandDrafts.content, tenants.brand))),
  ),
  fault: inArray(
    tenants.id,
    database
      .select({ id: doctorResults.tenantId })
      .from(doctorResults)
      // As the index has it, word for word.
      .where(and(eq(doctorResults.toldTo, toldTo), sql`${doctorResults.faults} > 0`)),
  ),
})

async function daysOf(database: Database, ids: string[], now: Date): Promise<Map<string, number[]>> {
  const start = startOfHour(now.getTime()) - (HOURS - 1) * HOUR_MS
  const counts = await database
    .select({ tenantId: activityHours.tenantId, hour: activityHours.hour, count: activityHours.count })
    .from(activityHours)
    .where(
      and(
        inArray(activityHours.tenantId, ids),
        gte(activityHours.hour, new Date(start)),
        eq(activityHours.event, 'forgot.requested'),
      ),
    )
  const days = new Map(ids.map((id) => [id, Array.from({ length: HOURS }, () => 0)]))
  for (const { tenantId, hour, count } of counts) {
    const place = (hour.getTime() - start) / HOUR_MS
    const day = days.get(tenantId)
    if (day?.[place] !== undefined) day[place] += count
  }
  return days
}

async function lastPublications(database: Database, ids: string[]) {
  const rows = await database
    .selectDistinctOn([brandPublications.tenantId], {
      tenantId: brandPublications.tenantId,
      at: brandPublications.at,
      by: brandPublications.publishedBy,
      name: adminPeople.name,
    })
    .from(brandPublications)
    .leftJoin(adminPeople, eq(adminPeople.subject, brandPublications.publishedBy))
    .where(inArray(brandPublications.tenantId, ids))
    .orderBy(brandPublications.tenantId, desc(brandPublications.id))
  return new Map(
    rows.map(({ tenantId, at, by, name }) => [
      tenantId,
      { at, by: by === BY_FILE ? say('tenants.byFile') : (name ?? say('common.somebody')) },
    ]),
  )
}

/** What stands for the tenant beside its name. */
const markOf = (brand: BrandOverrides | null) => ({
  icon: brand?.identity?.icon ?? null,
  colour: brand?.colour?.seed ?? null,
})

/**
 * A page of the tenants that somebody's groups give access to, and how many pass the search. Four queries, however many
 * tenants there are.
 */
export async function listTenants(
  database: Database,
  groups: readonly string[],
  { search, state, sort, page }: TenantQuery,
  now = new Date(),
): Promise<TenantPage> {
  const slugs = slugsOf(groups)
  if (!isOperator(groups) && slugs.length === 0) return { rows: [], total: 0 }
  const toldTo = isOperator(groups) ? 'operator' : 'owner'
  const condition = and(
    isOperator(groups) ? undefined : inArray(tenants.slug, slugs),
    search === '' ? undefined : isNamed(search),
    isInState(database, toldTo)[state],
  )
  const order = [...(sort === 'name' ? [asc(tenants.name)] : [desc(tenants.updatedAt)]), asc(tenants.slug)]
  // By an index alone: those before the page are counted and not read.
  const ofPage = database
    .select({ id: tenants.id })
    .from(tenants)
    .where(condition)
    .orderBy(...order)
    .limit(TENANTS_A_PAGE)
    .offset((page - 1) * TENANTS_A_PAGE)
  const [found, counted] = await Promise.all([
    database
      .select({
        id: tenants.id,
        slug: tenants.slug,
        name: tenants.name,
        status: tenants.status,
        brand: tenants.brand,
        hasDraft,
        faults,
      })
      .from(tenants)
      .leftJoin(brandDrafts, eq(brandDrafts.tenantId, tenants.id))
      .leftJoin(doctorResults, and(eq(doctorResults.tenantId, tenants.id), eq(doctorResults.toldTo, toldTo)))
      .where(inArray(tenants.id, ofPage))
      .orderBy(...order),
    database
      .select({ total: sql<number>`count(*)`.mapWith(Number) })
      .from(tenants)
      .where(condition),
  ])
  const total = counted[0]?.total ?? 0
  if (found.length === 0) return { rows: [], total }
  const ids = found.map(({ id }) => id)
  const [days, publications] = await Promise.all([
    daysOf(database, ids, now),
    lastPublications(database, ids),
  ])
  const rows = found.map(({ status, brand, ...row }) => ({
    ...row,
    ...markOf(fromStored(brand)),
    role: roleAt(groups, row.slug),
    isPaused: status === 'paused',
    day: days.get(row.id) ?? [],
    published: publications.get(row.id) ?? null,
  }))
  return { rows, total }
}
