import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { tenants, tenantWords } from '../db/schema'

/** The tenants whose name or slug has a text somewhere in it, in whatever case, each of its letters taken as it is. */
export const isNamed = (text: string): SQL => fits(`%${literal(text)}%`)

/** The tenants whose name or slug begins with a text. As `isNamed` otherwise. */
export const beginsWith = (text: string): SQL => fits(`${literal(text)}%`)

const literal = (text: string): string => text.replace(/[\\%_]/g, String.raw`\$&`)

const fits = (pattern: string): SQL =>
  sql`(${tenants.name} ilike ${pattern} or ${tenants.slug} ilike ${pattern})`

/** As many of those that have all words are read, in no order; whoever typed a word that more have types another letter. */
const BY_WORDS = 100
/** As many are read from the first name on, by an index alone: few tenants are found by any part of their names. */
const BY_NAME = 2_000

/**
 * Some of the tenants that begin with a text, or have it somewhere and are among the first by name: rows of `slug`, `name`
 * and `place`, which is lower for what fits better. Reads a bounded number of rows, however many tenants there are.
 *
 * @param most how many are wanted
 */
export function beginningOrFirst(text: string, most: number): SQL {
  const begins = `${literal(text.toLowerCase())}%`
  return sql`
    (select slug, name, 0 as place from tenants where lower(name) like ${begins}
      order by lower(name) using ~<~ limit ${most})
    union all
    (select slug, name, 0 from tenants where slug like ${begins} order by slug using ~<~ limit ${most})
    union all
    (select slug, name, 1 from (select slug, name from tenants order by name, slug limit ${BY_NAME}) as tenants
      where ${isNamed(text)} limit ${most})`
}

/**
 * Some of the tenants with words that begin with those of a text, in the same rows; null where the text has no word. Reads
 * no more than a hundred of them.
 */
export function withWords(text: string): SQL | null {
  // What has a meaning in a search (a quote, a backslash) is no part of a word.
  const words = text.toLowerCase().match(/[^ -/:-@[-`{-~]+/g)
  if (words === null) return null
  const query = words.map((word) => `'${word}':*`).join(' & ')
  return sql`
    select slug, name, 1 as place from tenants
    where ${tenantWords} @@ ${query}::tsquery limit ${BY_WORDS}`
}
