import 'server-only'
import { and, asc, desc, inArray, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db/connection'
import { tenants } from '../db/schema'
import { isOperator, roleAt, slugsOf } from './auth/roles'
import { beginningOrFirst, beginsWith, isNamed, withWords } from './named-tenants'
import type { Place } from './pages'

/** How many tenants a list to choose from has at once. */
export const TENANTS_AT_ONCE = 8

type Named = { readonly slug: string; readonly name: string }

/** Of all tenants: reads a bounded number of rows. */
async function findAmongAll(database: Database, text: string): Promise<Named[]> {
  if (text === '') {
    const first = database.select({ slug: tenants.slug, name: tenants.name }).from(tenants)
    return first.orderBy(asc(tenants.name), asc(tenants.slug)).limit(TENANTS_AT_ONCE)
  }
  const read = (looked: SQL): Promise<Named[]> =>
    database
      .select({ slug: sql<string>`slug`, name: sql<string>`name` })
      .from(sql`(${looked}) as found`)
      .groupBy(sql`slug, name`)
      .orderBy(sql`min(place), name, slug`)
      .limit(TENANTS_AT_ONCE)
  const near = await read(beginningOrFirst(text, TENANTS_AT_ONCE))
  const looked = withWords(text)
  // Words that many have are among the first names already.
  if (near.length === TENANTS_AT_ONCE || looked === null) return near
  const known = new Set(near.map(({ slug }) => slug))
  const others = (await read(looked)).filter(({ slug }) => !known.has(slug))
  return [...near, ...others].slice(0, TENANTS_AT_ONCE)
}

/** Of the few that somebody has a role at. */
const findAmong = (database: Database, slugs: readonly string[], text: string): Promise<Named[]> =>
  database
    .select({ slug: tenants.slug, name: tenants.name })
    .from(tenants)
    .where(and(inArray(tenants.slug, [...slugs]), text === '' ? undefined : isNamed(text)))
    .orderBy(...(text === '' ? [] : [desc(beginsWith(text))]), asc(tenants.name), asc(tenants.slug))
    .limit(TENANTS_AT_ONCE)

/**
 * The tenants that somebody has a role at whose name or slug has a text in it, those that begin with it first. Of very
 * many those are found that begin with it, that have words which begin with its words, or that are among the first by name.
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
  const rows = await (isOperator(groups) ? findAmongAll(database, typed) : findAmong(database, slugs, typed))
  return rows.flatMap((row) => {
    const role = roleAt(groups, row.slug)
    return role === null ? [] : [{ ...row, role }]
  })
}
