import 'server-only'
import { asc, eq, inArray } from 'drizzle-orm'
import type { Database } from '../db/connection'
import { tenantSecrets, tenants } from '../db/schema'
import { isOperator, type Role, roleAt, slugsOf } from './auth/roles'

export type TenantRow = {
  id: string
  slug: string
  name: string
  role: Role | null
}

/** The tenants that somebody's groups give access to, sorted by name; all of them for an operator. */
export async function tenantsFor(database: Database, groups: readonly string[]): Promise<TenantRow[]> {
  const slugs = slugsOf(groups)
  if (!isOperator(groups) && slugs.length === 0) return []
  const rows = await database
    .select({ id: tenants.id, slug: tenants.slug, name: tenants.name })
    .from(tenants)
    .where(isOperator(groups) ? undefined : inArray(tenants.slug, slugs))
    .orderBy(asc(tenants.name))
  return rows.map((row) => ({ ...row, role: roleAt(groups, row.slug) }))
}

export type SecretFact = { position: number; endsWith: string; setAt: Date }

/** What may be shown of a tenant's secrets: when each was set and its last characters. */
export async function secretFacts(database: Database, tenantId: string): Promise<SecretFact[]> {
  const rows = await database
    .select({
      position: tenantSecrets.position,
      fingerprint: tenantSecrets.fingerprint,
      setAt: tenantSecrets.setAt,
    })
    .from(tenantSecrets)
    .where(eq(tenantSecrets.tenantId, tenantId))
    .orderBy(asc(tenantSecrets.position))
  return rows.map(({ position, fingerprint, setAt }) => ({
    position,
    endsWith: fingerprint.slice(1, 5),
    setAt,
  }))
}
