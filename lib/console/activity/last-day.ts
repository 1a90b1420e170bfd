import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../../db/connection'
import { audit } from '../../db/schema'

export type DayNumbers = { asked: number; changed: number; unknown: number; refused: number }

/** What happened at one tenant within the last 24 hours. */
export async function lastDay(database: Database, tenantId: string): Promise<DayNumbers> {
  const count = (condition: ReturnType<typeof sql>) =>
    sql<number>`count(*) filter (where ${condition})`.mapWith(Number)
  const [row] = await database
    .select({
      asked: count(sql`${audit.event} = 'forgot.requested'`),
      changed: count(sql`${audit.event} = 'confirm.done'`),
      unknown: count(sql`${audit.event} = 'confirm.in_doubt'`),
      refused: count(
        sql`${audit.event} like 'confirm.%' and ${audit.event} not in ('confirm.done', 'confirm.in_doubt')`,
      ),
    })
    .from(audit)
    .where(and(eq(audit.tenantId, tenantId), sql`${audit.at} > now() - interval '24 hours'`))
  return row ?? { asked: 0, changed: 0, unknown: 0, refused: 0 }
}
