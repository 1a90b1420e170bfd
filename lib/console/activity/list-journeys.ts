import 'server-only'
import { and, between, desc, eq, notExists, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database } from '../../db/connection'
import { audit } from '../../db/schema'
import { FIRST_KIND, LINK_KINDS } from '../../link-kinds'
import { conditionsOf, isStep, type Reach } from './conditions'
import { type Entry, PAGE, readPage, selectEntries } from './entries'
import type { ActivityFilter } from './filter'
import { type Journey, journeysOf, stepGapOf } from './journeys'
import { isOfReset } from './words'

/** How far before and after an entry the other steps of its reset are looked for, in longest times between two. */
const AROUND_GAPS = 6
/** Somebody who is tried out by a machine has more steps than anybody reads. */
const MOST_STEPS = 2_000

const later = alias(audit, 'later')

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
const isLastOfItsReset = (database: Database, filter: ActivityFilter, now: Date) =>
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
        ),
      ),
  )

async function stepsAround(database: Database, heads: readonly Entry[]): Promise<Entry[]> {
  const near = heads.flatMap(({ tenantId, tag, at, flow }) => {
    if (tenantId === null || tag === null) return []
    const around = AROUND_GAPS * stepGapOf(flow)
    const from = new Date(at.getTime() - around)
    const to = new Date(at.getTime() + around)
    return [and(eq(audit.tenantId, tenantId), eq(audit.usernameTag, tag), between(audit.at, from, to))]
  })
  if (near.length === 0) return []
  return selectEntries(database)
    .where(and(or(...near), isStep(audit)))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(MOST_STEPS)
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
  const { entries: heads, next } = await readPage(
    database,
    and(conditionsOf(audit, filter, now), isLastOfItsReset(database, filter, now)),
    { reach, before: filter.before, most },
  )
  return { journeys: journeysOf(heads, await stepsAround(database, heads)), next }
}

/** The whole reset that an entry is of; null where the entry is of none. */
export async function findJourney(database: Database, entry: Entry): Promise<Journey | null> {
  if (entry.tag === null || !isOfReset(entry.event)) return null
  const [journey] = journeysOf([entry], await stepsAround(database, [entry]))
  return journey ?? null
}
