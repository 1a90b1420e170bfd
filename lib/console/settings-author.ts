import 'server-only'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Database } from '../db/connection'
import { adminPeople, audit } from '../db/schema'

/** Who saved the settings that somebody else's save met, and when. */
export type SettingsAuthor = { readonly who: string; readonly at: Date }

/**
 * Who saved a version of a tenant's settings in the console, by the audit log; null where the log doesn't say, as where
 * a tenant file or the command line wrote them.
 */
export async function settingsAuthor(
  database: Database,
  tenantId: string,
  version: string,
): Promise<SettingsAuthor | null> {
  const [row] = await database
    .select({ who: adminPeople.name, at: audit.at })
    .from(audit)
    .innerJoin(adminPeople, eq(adminPeople.subject, sql`${audit.details} ->> 'by'`))
    .where(
      and(
        eq(audit.tenantId, tenantId),
        // Exactly the condition of the partial index, which would not be used otherwise.
        sql`(${audit.event} like 'tenant.%' or ${audit.event} like 'host.%')`,
        eq(audit.event, 'tenant.connect'),
        sql`${audit.details} ->> 'settingsVersion' = ${version}`,
      ),
    )
    .orderBy(desc(audit.id))
    .limit(1)
  return row ?? null
}
