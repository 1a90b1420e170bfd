import { asc, eq } from 'drizzle-orm'
import { record } from '../lib/audit/record'
import { database } from '../lib/db/client'
import { tenants } from '../lib/db/schema'
import { findStoredTenant } from '../lib/tenants/store'
import type { Tenant } from '../lib/tenants/tenant'

/** All tenants by slug, paused ones included. */
export async function storedTenants(): Promise<Tenant[]> {
  const db = await database()
  const rows = await db.select({ slug: tenants.slug }).from(tenants).orderBy(asc(tenants.slug))
  const found = await Promise.all(rows.map(({ slug }) => findStoredTenant(db, slug)))
  return found.filter((tenant) => tenant !== null)
}

/** Removes a tenant with everything that is its own; what happened stays in the audit log. */
export async function removeTenant({ id, slug }: Tenant): Promise<void> {
  const db = await database()
  await db.delete(tenants).where(eq(tenants.id, id))
  await record({ event: 'tenant.removed', tenantId: id, details: { tenant: slug } })
}
