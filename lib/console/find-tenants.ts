import 'server-only'
import { and, asc, desc, inArray } from 'drizzle-orm'
import type { Database } from '../db/connection'
import { tenants } from '../db/schema'
import { isOperator, roleAt, slugsOf } from './auth/roles'
import { beginsWith, isNamed } from './named-tenants'
import type { Place } from './pages'

/** How many tenants a list to choose from has at once. */
export const TENANTS_AT_ONCE = 8

/**
 * The tenants that somebody has a role at whose name or slug has a text in it, those that begin with it first. Reads a
 * few, however many there are.
 *
 * @param text what was typed; empty for the first of all
 */
export async function findTenants(
  database: Database,
  groups: readonly string[],
  text: string,
): Promise<Place[]> {
  const slugs = slugsOf(groups)
  if (!isOperator(groups) && slugs.length === 0) return []
  const typed = text.trim()
  const rows = await database
    .select({ slug: tenants.slug, name: tenants.name })
    .from(tenants)
    .where(
      and(
        isOperator(groups) ? undefined : inArray(tenants.slug, slugs),
        typed === '' ? undefined : isNamed(typed),
      ),
    )
    // All begin with nothing: then the index has them in this order.
    .orderBy(...(typed === '' ? [] : [desc(beginsWith(typed))]), asc(tenants.name), asc(tenants.slug))
    .limit(TENANTS_AT_ONCE)
  return rows.flatMap((row) => {
    const role = roleAt(groups, row.slug)
    return role === null ? [] : [{ ...row, role }]
  })
}
