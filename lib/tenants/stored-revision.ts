import 'server-only'
import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Database } from '../db/connection'
import { tenantHosts, tenantSecrets, tenants } from '../db/schema'
import { revisionOf } from '../platform/canonical-hash'

/**
 * Updates a tenant's revision to match what is stored, inside the transaction that changed it, so that every instance
 * sees that its copy is old.
 */
export async function renewRevision(tx: Database, tenantId: string): Promise<string> {
  const [row] = await tx
    .select({ name: tenants.name, config: tenants.config, brand: tenants.brand })
    .from(tenants)
    .where(eq(tenants.id, tenantId))
  const hosts = await tx
    .select({ host: tenantHosts.host })
    .from(tenantHosts)
    .where(and(eq(tenantHosts.tenantId, tenantId), isNotNull(tenantHosts.verifiedAt)))
  const secrets = await tx
    .select({ fingerprint: tenantSecrets.fingerprint })
    .from(tenantSecrets)
    .where(eq(tenantSecrets.tenantId, tenantId))
    .orderBy(asc(tenantSecrets.position))
  const revision = revisionOf({
    ...row,
    hosts: hosts.map(({ host }) => host).sort(),
    fingerprints: secrets.map(({ fingerprint }) => fingerprint),
  })
  await tx.update(tenants).set({ revision, updatedAt: sql`now()` }).where(eq(tenants.id, tenantId))
  return revision
}
