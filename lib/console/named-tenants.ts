import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { tenants } from '../db/schema'

/** The tenants whose name or slug has a text somewhere in it, in whatever case, each of its letters taken as it is. */
export const isNamed = (text: string): SQL => fits(`%${literal(text)}%`)

/** The tenants whose name or slug begins with a text. As `isNamed` otherwise. */
export const beginsWith = (text: string): SQL => fits(`${literal(text)}%`)

const literal = (text: string): string => text.replace(/[\\%_]/g, String.raw`\$&`)

const fits = (pattern: string): SQL =>
  sql`(${tenants.name} ilike ${pattern} or ${tenants.slug} ilike ${pattern})`
