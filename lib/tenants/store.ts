import 'server-only'
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm'
import { fromStored } from '../brand/stored-shape'
import type { Database } from '../db/connection'
import { tenantHosts, tenantSecrets, tenants } from '../db/schema'
import { log } from '../platform/log'
import { brandHash } from './brand-hash'
import { TenantUnreadable } from './directory'
import { TenantConfigSchema } from './schema'
import { type Tenant, tenantWith } from './tenant'

type TenantRow = typeof tenants.$inferSelect

/** A stored brand that no longer parses becomes the neutral brand and a line in the log, never a broken page. */
function brandOf(row: TenantRow): Tenant['brand'] {
  const brand = fromStored(row.brand)
  if (brand === null) log.error('tenant.brand_unreadable', { tenantId: row.id, slug: row.slug })
  return brand ?? {}
}

/** Turns a row into a tenant. Throws TenantUnreadable where the stored settings are damaged. */
function toTenant(row: TenantRow, hosts: readonly string[]): Tenant {
  const parsed = TenantConfigSchema.safeParse(row.config)
  if (!parsed.success) {
    log.error('tenant.unreadable', { tenantId: row.id, slug: row.slug, error: parsed.error })
    throw new TenantUnreadable(row.slug, parsed.error)
  }
  const { id, slug, name, status, revision } = row
  const brand = brandOf(row)
  const identity = { id, slug, name, status, hosts, brand, brandRevision: brandHash(brand), revision }
  return tenantWith(identity, parsed.data)
}

/** The tenant with this slug, or with this verified host where the key has a dot; paused ones included. */
export async function findStoredTenant(database: Database, key: string): Promise<Tenant | null> {
  const byHost = database
    .select({ id: tenantHosts.tenantId })
    .from(tenantHosts)
    .where(and(eq(tenantHosts.host, key), isNotNull(tenantHosts.verifiedAt)))
  const rows = await database
    .select({ tenant: tenants, host: tenantHosts.host })
    .from(tenants)
    .leftJoin(tenantHosts, and(eq(tenantHosts.tenantId, tenants.id), isNotNull(tenantHosts.verifiedAt)))
    .where(key.includes('.') ? inArray(tenants.id, byHost) : eq(tenants.slug, key))
    .orderBy(asc(tenantHosts.host))
  const first = rows[0]
  if (!first) return null
  return toTenant(
    first.tenant,
    rows.flatMap(({ host }) => (host === null ? [] : [host])),
  )
}

/** A tenant's sealed secrets in the order in which they are tried. */
export function sealedSecretsOf(
  database: Database,
  tenantId: string,
): Promise<{ position: number; sealed: string; fingerprint: string }[]> {
  return database
    .select({
      position: tenantSecrets.position,
      sealed: tenantSecrets.sealed,
      fingerprint: tenantSecrets.fingerprint,
    })
    .from(tenantSecrets)
    .where(eq(tenantSecrets.tenantId, tenantId))
    .orderBy(asc(tenantSecrets.position))
}

/** The same of several tenants at once, by their ids. */
export async function sealedSecretsOfAll(
  database: Database,
  tenantIds: readonly string[],
): Promise<Map<string, Awaited<ReturnType<typeof sealedSecretsOf>>>> {
  const { tenantId, position, sealed, fingerprint } = tenantSecrets
  const rows = await database
    .select({ tenantId, position, sealed, fingerprint })
    .from(tenantSecrets)
    .where(inArray(tenantId, [...tenantIds]))
    .orderBy(asc(position))
  const byTenant = new Map(tenantIds.map((id): [string, typeof rows] => [id, []]))
  for (const row of rows) byTenant.get(row.tenantId)?.push(row)
  return byTenant
}
