import 'server-only'
import { asc, count, eq, inArray } from 'drizzle-orm'
import type { Database } from '../db/connection'
import { tenantSecrets, tenants } from '../db/schema'
import { isOperator, type Role, roleAt, slugsOf } from './auth/roles'
import { MOST_LISTED } from './tenant-query'

export type TenantRow = {
  id: string
  slug: string
  name: string
  role: Role | null
}

type Part = { readonly from?: number; readonly most?: number }

/**
 * The tenants that somebody's groups give access to, sorted by name. Of an operator's, which are all that there are, a part:
 * as many as can be chosen from at a glance, and one more where there are more.
 */
export async function tenantsFor(
  database: Database,
  groups: readonly string[],
  { from = 0, most = MOST_LISTED + 1 }: Part = {},
): Promise<TenantRow[]> {
  const slugs = slugsOf(groups)
  if (!isOperator(groups) && slugs.length === 0) return []
  const sorted = database
    .select({ id: tenants.id, slug: tenants.slug, name: tenants.name })
    .from(tenants)
    .where(isOperator(groups) ? undefined : inArray(tenants.slug, slugs))
    .orderBy(asc(tenants.name), asc(tenants.slug))
  const rows = await (isOperator(groups) ? sorted.limit(most).offset(from) : sorted)
  return rows.map((row) => ({ ...row, role: roleAt(groups, row.slug) }))
}

/** The tenant with this slug, if somebody's groups give access to it. */
export async function tenantFor(
  database: Database,
  groups: readonly string[],
  slug: string,
): Promise<TenantRow | null> {
  const role = roleAt(groups, slug)
  if (role === null) return null
  const [row] = await database
    .select({ id: tenants.id, slug: tenants.slug, name: tenants.name })
    .from(tenants)
    .where(eq(tenants.slug, slug))
  return row === undefined ? null : { ...row, role }
}

/** How many tenants there are. */
export async function countTenants(database: Database): Promise<number> {
  const [row] = await database.select({ total: count() }).from(tenants)
  return row?.total ?? 0
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
