import 'server-only'
import { and, desc, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '../../db/connection'
import { adminPeople, adminSessions } from '../../db/schema'
import { groupsAt } from './roles'
import { IDLE_SECONDS, WHOLE_SECONDS } from './sessions'

/** How many sessions a page has. */
export const SESSIONS_A_PAGE = 25

/** A session that is not over. */
export type ListedSession = {
  /** A hash of the cookie's token: names the session, and opens nothing. */
  readonly id: string
  readonly subject: string
  readonly name: string
  readonly beganAt: Date
  readonly seenAt: Date
  /** Where it was signed in, as a network; null where that is not known. */
  readonly network: string | null
  readonly browser: string | null
}

export type SessionPage = { readonly rows: readonly ListedSession[]; readonly total: number }

/** Whose sessions: one person's, those of everybody with a role at one tenant, or all. */
export type Whose = { readonly subject: string } | { readonly slug: string } | 'everybody'

/** What names a session. */
export const SessionId = z.string().regex(/^[0-9a-f]{64}$/)

const isLive = and(
  isNull(adminSessions.revokedAt),
  gt(adminSessions.createdAt, sql`now() - make_interval(secs => ${WHOLE_SECONDS})`),
  gt(adminSessions.seenAt, sql`now() - make_interval(secs => ${IDLE_SECONDS})`),
)

function isOf(whose: Whose): SQL | undefined {
  if (whose === 'everybody') return undefined
  if ('subject' in whose) return eq(adminSessions.subject, whose.subject)
  const groups = groupsAt(whose.slug).map(({ group }) => JSON.stringify([group]))
  return or(...groups.map((group) => sql`${adminSessions.groups} @> ${group}::jsonb`))
}

/**
 * A page of the console's sessions, those used last first. `seenAt` is exact to a minute.
 *
 * @param page from 1 on
 */
export async function listSessions(database: Database, whose: Whose, page = 1): Promise<SessionPage> {
  const condition = and(isLive, isOf(whose))
  const [rows, counted] = await Promise.all([
    database
      .select({
        id: adminSessions.id,
        subject: adminSessions.subject,
        name: adminPeople.name,
        beganAt: adminSessions.createdAt,
        seenAt: adminSessions.seenAt,
        network: adminSessions.network,
        browser: adminSessions.browser,
      })
      .from(adminSessions)
      .innerJoin(adminPeople, eq(adminPeople.subject, adminSessions.subject))
      .where(condition)
      .orderBy(desc(adminSessions.seenAt), adminSessions.id)
      .limit(SESSIONS_A_PAGE)
      .offset((page - 1) * SESSIONS_A_PAGE),
    database
      .select({ total: sql<number>`count(*)`.mapWith(Number) })
      .from(adminSessions)
      .where(condition),
  ])
  return { rows, total: counted[0]?.total ?? 0 }
}

/**
 * Ends one session on every instance.
 *
 * @param subject whose it has to be; null for anybody's
 * @returns whose it was; null where there is no such session, or it is over already
 */
export async function endSessionById(
  database: Database,
  id: string,
  subject: string | null,
): Promise<string | null> {
  const isTheirs = subject === null ? undefined : eq(adminSessions.subject, subject)
  const [ended] = await database
    .update(adminSessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(adminSessions.id, id), isNull(adminSessions.revokedAt), isTheirs))
    .returning({ subject: adminSessions.subject })
  return ended?.subject ?? null
}
