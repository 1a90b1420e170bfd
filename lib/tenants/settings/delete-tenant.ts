import 'server-only'
import { eq } from 'drizzle-orm'
import type { Audit } from '../../audit/record'
import type { DatabaseClient } from '../../db/client'
import { tenants } from '../../db/schema'
import type { Tenant } from '../tenant'

/** Who deletes a tenant: somebody of the console, or whoever runs the deployment. */
export type DeletedBy = { readonly subject: string; readonly address: string | null } | 'command-line'

/**
 * Deletes a tenant with its brand, pictures, secrets and hosts at once, and tells its owners. What happened stays in the
 * audit log.
 */
export async function deleteTenant(
  { audit, db }: { readonly audit: Audit; readonly db: DatabaseClient },
  { id, slug, brandRevision }: Pick<Tenant, 'id' | 'slug' | 'brandRevision'>,
  by: DeletedBy,
): Promise<void> {
  const database = await db.database()
  await database.delete(tenants).where(eq(tenants.id, id))
  await audit.record({
    event: 'tenant.delete',
    tenantId: id,
    outcome: 'deleted',
    address: by === 'command-line' ? null : by.address,
    brandRevision,
    details: { by: by === 'command-line' ? by : by.subject, slug },
  })
}
