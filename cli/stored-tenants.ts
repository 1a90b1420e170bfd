import { asc } from 'drizzle-orm'
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
