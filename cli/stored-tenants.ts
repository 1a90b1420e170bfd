import { asc } from 'drizzle-orm'
import { tenants } from '../lib/db/schema'
import type { Services } from '../lib/services'
import { findStoredTenant } from '../lib/tenants/store'
import type { Tenant } from '../lib/tenants/tenant'

/** All tenants by slug, paused ones included. */
export async function storedTenants({ db }: Pick<Services, 'db'>): Promise<Tenant[]> {
  const database = await db.database()
  const rows = await database.select({ slug: tenants.slug }).from(tenants).orderBy(asc(tenants.slug))
  const found = await Promise.all(rows.map(({ slug }) => findStoredTenant(database, slug)))
  return found.filter((tenant) => tenant !== null)
}
