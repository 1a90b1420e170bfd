import 'server-only'
import { and, desc, eq, inArray, notExists, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { TOLD_EVENTS } from '../audit/events'
import type { Database } from '../db/connection'
import { adminNoticesSeen, adminPeople, audit, tenants } from '../db/schema'
import type { Admin } from './auth/authorise'
import { isAtLeast, isOperator, roleAt, slugsOf } from './auth/roles'
import { say } from './words/generated/shell'

/** How many days back somebody is told of what others did. */
export const TOLD_DAYS = 30
const MOST = 50

export type ChangeNotice = {
  id: number
  at: Date
  /** `tenant.connect`, `host.claim` … */
  event: string
  tenant: string
  /** A person of the console; null where the sign-in is no longer known. */
  who: string | null
  /** The host it was about, or the settings that changed. */
  about: string[]
}

const Details = z.looseObject({
  slug: z.string().optional(),
  host: z.string().optional(),
  changed: z.array(z.looseObject({ path: z.string() })).default([]),
  secretBefore: z.array(z.string()).default([]),
  secretAfter: z.array(z.string()).default([]),
})

/** A tenant's owners and all operators are told of its changes: the people who could undo them. */
function reachOf(groups: readonly string[]): SQL | undefined {
  if (isOperator(groups)) return sql`true`
  const slugs = slugsOf(groups).filter((slug) => isAtLeast(roleAt(groups, slug), 'owner'))
  if (slugs.length === 0) return undefined
  // A tenant that was deleted is no longer in the table: its slug stands in the entry.
  return or(inArray(tenants.slug, slugs), inArray(sql`${audit.details} ->> 'slug'`, slugs))
}

function conditionFor(admin: Admin, reach: SQL): SQL | undefined {
  return and(
    // Exactly the condition of the partial index, which would not be used otherwise.
    sql`(${audit.event} like 'tenant.%' or ${audit.event} like 'host.%')`,
    or(
      ...TOLD_EVENTS.map(({ event, outcome }) =>
        and(eq(audit.event, event), outcome === null ? undefined : eq(audit.outcome, outcome)),
      ),
    ),
    sql`${audit.at} > now() - make_interval(days => ${TOLD_DAYS})`,
    sql`${audit.details} ->> 'by' is distinct from ${admin.subject}`,
    reach,
  )
}

function aboutOf(details: unknown): string[] {
  const { host, changed, secretBefore, secretAfter } = Details.parse(details ?? {})
  const isSecretNew = secretBefore.join() !== secretAfter.join()
  return [
    ...(host === undefined ? [] : [host]),
    ...changed.map(({ path }) => path),
    ...(isSecretNew ? [say('shell.changes.clientSecret')] : []),
  ]
}

/**
 * The dangerous changes of the last thirty days that somebody else made to a person's tenants, and that this person has
 * not marked as seen, newest first. They are read from the audit log, so the two can't differ.
 */
export async function unseenChanges(database: Database, admin: Admin): Promise<ChangeNotice[]> {
  const reach = reachOf(admin.groups)
  if (reach === undefined) return []
  const rows = await database
    .select({
      id: audit.id,
      at: audit.at,
      event: audit.event,
      tenant: tenants.name,
      who: adminPeople.name,
      details: audit.details,
    })
    .from(audit)
    .leftJoin(tenants, eq(tenants.id, audit.tenantId))
    .leftJoin(adminPeople, eq(adminPeople.subject, sql`${audit.details} ->> 'by'`))
    .where(
      and(
        conditionFor(admin, reach),
        notExists(
          database
            .select({ one: sql`1` })
            .from(adminNoticesSeen)
            .where(and(eq(adminNoticesSeen.auditId, audit.id), eq(adminNoticesSeen.subject, admin.subject))),
        ),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(MOST)
  return rows.map(({ details, tenant, ...row }) => ({
    ...row,
    tenant: tenant ?? Details.parse(details ?? {}).slug ?? '',
    about: aboutOf(details),
  }))
}

/** Marks changes as seen by one person, for nobody else. Changes that the person is not told of are skipped. */
export async function markSeen(database: Database, admin: Admin, ids: readonly number[]): Promise<void> {
  const reach = reachOf(admin.groups)
  if (reach === undefined || ids.length === 0) return
  const found = await database
    .select({ id: audit.id })
    .from(audit)
    .leftJoin(tenants, eq(tenants.id, audit.tenantId))
    .where(and(inArray(audit.id, [...ids]), conditionFor(admin, reach)))
  if (found.length === 0) return
  await database
    .insert(adminNoticesSeen)
    .values(found.map(({ id }) => ({ subject: admin.subject, auditId: id })))
    .onConflictDoNothing()
}
