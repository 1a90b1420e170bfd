import 'server-only'
import type { Reach } from '@/lib/console/activity/conditions'
import type { Admin } from '@/lib/console/auth/authorise'
import { isOperator } from '@/lib/console/auth/roles'
import type { TenantRow } from '@/lib/console/tenant-list'
import { tenantFor, tenantsFor } from './console-store'

const idsOf = (tenants: readonly TenantRow[]) => tenants.map(({ id }) => id)

/**
 * Whose entries of the audit log somebody may see: those of tenants at which they have a role; operators also those
 * about no tenant, or about one that was deleted. Reads no tenants for an operator.
 */
export async function wholeReach({ groups }: Admin): Promise<Reach> {
  return isOperator(groups) ? null : idsOf(await tenantsFor(groups))
}

/**
 * `wholeReach`, or one tenant's part of it, with the tenants to choose from, as far as they can be listed.
 *
 * @param slug the one tenant that is asked for; null for all
 */
export async function activityReach(
  admin: Admin,
  slug: string | null,
): Promise<{ reach: Reach; tenants: TenantRow[]; chosen: TenantRow | null }> {
  const tenants = await tenantsFor(admin.groups)
  const listed = tenants.find((tenant) => tenant.slug === slug)
  const chosen = listed ?? (slug === null ? null : await tenantFor(admin.groups, slug))
  if (slug !== null) return { reach: chosen ? [chosen.id] : [], tenants, chosen }
  return { reach: isOperator(admin.groups) ? null : idsOf(tenants), tenants, chosen }
}
