import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Database } from '../../db/connection'
import { adminPeople, brandPreviewLinks } from '../../db/schema'

/** A link that shows a tenant's draft to whoever has it. */
export type PreviewLink = {
  readonly id: string
  /** Who made it, by name; null where nobody knows it any more. */
  readonly by: string | null
  readonly at: Date
  readonly until: Date
}

/** Notes a new link, whose token the caller seals. */
export async function addPreviewLink(
  database: Database,
  tenantId: string,
  by: string,
  until: Date,
): Promise<{ id: string; until: Date }> {
  const id = randomUUID()
  await database.insert(brandPreviewLinks).values({ id, tenantId, createdBy: by, expiresAt: until })
  return { id, until }
}

const isWorking = (tenantId: string) =>
  and(eq(brandPreviewLinks.tenantId, tenantId), sql`${brandPreviewLinks.expiresAt} > now()`)

/** The links that work now, those that end first at the top. */
export async function previewLinksOf(database: Database, tenantId: string): Promise<PreviewLink[]> {
  return database
    .select({
      id: brandPreviewLinks.id,
      by: adminPeople.name,
      at: brandPreviewLinks.createdAt,
      until: brandPreviewLinks.expiresAt,
    })
    .from(brandPreviewLinks)
    .leftJoin(adminPeople, eq(adminPeople.subject, brandPreviewLinks.createdBy))
    .where(isWorking(tenantId))
    .orderBy(asc(brandPreviewLinks.expiresAt), asc(brandPreviewLinks.createdAt))
}

/** Whether a link still works, on every instance alike. */
export async function isPreviewLink(database: Database, tenantId: string, id: string): Promise<boolean> {
  const rows = await database
    .select({ id: brandPreviewLinks.id })
    .from(brandPreviewLinks)
    .where(and(isWorking(tenantId), eq(brandPreviewLinks.id, id)))
  return rows.length > 0
}

/** Withdraws a link at once; one that is gone already, or another tenant's, is left alone. */
export async function removePreviewLink(database: Database, tenantId: string, id: string): Promise<boolean> {
  const gone = await database
    .delete(brandPreviewLinks)
    .where(and(eq(brandPreviewLinks.tenantId, tenantId), eq(brandPreviewLinks.id, id)))
    .returning({ id: brandPreviewLinks.id })
  return gone.length > 0
}
