import 'server-only'
import { and, between, desc, eq, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database } from '../../db/connection'
import { audit } from '../../db/schema'
import { FIRST_KIND, LINK_KINDS } from '../../link-kinds'
import { conditionsOf, isIn, isStep, type Reach } from './conditions'
import { type Entry, PAGE, readPage, selectEntries } from './entries'
import type { ActivityFilter } from './filter'
import { type Journey, journeysOf, stepGapOf } from './journeys'
import type { TimeWindow } from './time-windows'
import { isOfReset } from './words'

/** How far before and after an entry the other steps of its reset are looked for, in longest times between two. */
const AROUND_GAPS = 6
/** Somebody who is tried out by a machine has more steps than anybody reads. */
const MOST_STEPS = 2_000

const later = alias(audit, 'later')

const LONGEST_GAP_MS = Math.max(...Object.values(LINK_KINDS).map(({ codeLifeMs }) => codeLifeMs))

/** The longest time between two steps, by the kind of link of an entry. */
const gapOf = sql.join(
  [
    sql`case ${audit.flow}`,
    ...Object.values(LINK_KINDS).map(({ kind, codeLifeMs }) => sql`when ${kind} then ${codeLifeMs}::integer`),
    sql`else ${stepGapOf(null)}::integer end`,
  ],
  sql` `,
)

/** Whether no later step of the same reset passes the filter, too: so that each reset is listed once. */
const isLastOfItsReset = (database: Database, filter: ActivityFilter, now: Date, window: TimeWindow) =>
  notExists(
    database
      .select({ one: sql`1` })
      .from(later)
      .where(
        and(
          eq(later.tenantId, audit.tenantId),
          eq(later.usernameTag, audit.usernameTag),
          sql`coalesce(${later.flow}, ${FIRST_KIND}) = coalesce(${audit.flow}, ${FIRST_KIND})`,
          sql`(${later.at}, ${later.id}) > (${audit.at}, ${audit.id})`,
          sql`${later.at} <= ${audit.at} + (${gapOf}) * interval '1 millisecond'`,
          conditionsOf(later, filter, now),
          // Follows from the above, and tells the database which months can have none.
          isIn(later, { ...window, to: window.to && new Date(window.to.getTime() + LONGEST_GAP_MS) }),
        ),
      ),
  )

/** An entry's person, and the time around it. */
const nearOf = ({ tenantId, tag, at, flow }: Entry) => {
  if (tenantId === null || tag === null) return []
  const around = AROUND_GAPS * stepGapOf(flow)
  return [{ tenantId, tag, from: at.getTime() - around, to: at.getTime() + around }]
}

/** What the log has of the same people around some entries. The database is given a list to join, not a long condition. */
async function stepsAround(database: Database, heads: readonly Entry[]): Promise<Entry[]> {
  const near = heads.flatMap(nearOf)
  if (near.length === 0) return []
  const rows = near.map(
    ({ tenantId, tag, from, to }) =>
      sql`(${tenantId}::uuid, ${tag}::text, ${new Date(from).toISOString()}::timestamptz, ${new Date(to).toISOString()}::timestamptz)`,
  )
  const list = sql`(values ${sql.join(rows, sql`, `)}) as near (tenant_id, tag, since, until)`
  const isNear = sql`${audit.tenantId} = near.tenant_id and ${audit.usernameTag} = near.tag
    and ${audit.at} between near.since and near.until`
  const since = new Date(Math.min(...near.map(({ from }) => from)))
  const until = new Date(Math.max(...near.map(({ to }) => to)))
  const found = await selectEntries(database)
    .innerJoin(list, isNear)
    .where(and(between(audit.at, since, until), isStep(audit)))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(MOST_STEPS)
  return [...new Map(found.map((entry) => [entry.id, entry])).values()]
}

/**
 * The resets of which a step passes a filter, whole, those with the newest such step first.
 *
 * @param most how many are read at once
 * @returns also behind which entry the next page begins; null where this is the last
 */
export async function listJourneys(
  database: Database,
  filter: ActivityFilter,
  reach: Reach,
  most = PAGE,
): Promise<{ journeys: Journey[]; next: number | null }> {
  const now = new Date()
  const { entries: heads, next } = await readPage(database, filter, { reach, most, now }, (window) =>
    isLastOfItsReset(database, filter, now, window),
  )
  return { journeys: journeysOf(heads, await stepsAround(database, heads)), next }
}

/** The whole reset that an entry is of; null where the entry is of none. */
export async function findJourney(database: Database, entry: Entry): Promise<Journey | null> {
  if (entry.tag === null || !isOfReset(entry.event)) return null
  const [journey] = journeysOf([entry], await stepsAround(database, [entry]))
  return journey ?? null
}
