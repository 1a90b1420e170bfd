import 'server-only'
import type { Database } from '../../db/connection'
import type { Reach } from './conditions'
import { listEntries } from './entries'
import type { ExportFormat } from './export-formats'
import { type ActivityFilter, timesOf } from './filter'

/** Few at first, so that the file begins at once. */
const AT_FIRST = 100
const AT_ONCE = 1_000

/**
 * Everything that a filter lets through of what somebody may see, in parts of at most a thousand entries, so that
 * neither memory nor the database is held for a large file. Entries that are written meanwhile are not in it.
 */
export async function* exportEntries(
  database: Database,
  filter: ActivityFilter,
  reach: Reach,
  { head, line }: ExportFormat,
): AsyncGenerator<string, void> {
  if (head !== '') yield head
  // A range that ends now must not move while the file is written.
  const wanted = { ...filter, range: 'between', ...timesOf(filter, new Date()) } as const
  let before = filter.before
  let most = AT_FIRST
  do {
    const { entries, next } = await listEntries(database, { ...wanted, before }, reach, most)
    most = AT_ONCE
    if (entries.length > 0) yield entries.map(line).join('')
    before = next
  } while (before !== null)
}
