import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './connection'
import { type Job, StillRunning } from './jobs'

/** An index of `schema.ts`; `on` is what stands behind its name, from the table on. */
type Index = { readonly name: string; readonly on: SQL }

/** What is there of an index. One that is not valid was left behind when making it was broken off. */
async function stateOf(
  database: Database,
  name: string,
): Promise<'missing' | 'valid' | 'running' | 'abandoned'> {
  const { rows } = await database.execute(sql`
    select indisvalid as valid, exists (
      select from pg_stat_progress_create_index where index_relid = indexrelid
    ) as running
    from pg_index where indexrelid = to_regclass(${name})`)
  const [row] = rows
  if (!row) return 'missing'
  if (row.valid === true) return 'valid'
  return row.running === true ? 'running' : 'abandoned'
}

/** Makes indexes of tables that may be large, one a part, while the tables are written to. */
export const indexJob = (id: string, indexes: readonly Index[]): Job => ({
  id,
  // PostgreSQL refuses to make or drop an index concurrently in a transaction.
  isTransactional: false,
  async part(database, cursor, engine) {
    const place = indexes.findIndex(({ name }) => name === cursor) + 1
    const index = indexes[place]
    if (!index) return null
    const name = sql.identifier(index.name)
    // The embedded database has one connection, so nobody writes meanwhile.
    const how = engine === 'postgres' ? sql`concurrently` : sql``
    const state = await stateOf(database, index.name)
    if (state === 'running') throw new StillRunning(index.name)
    if (state === 'abandoned') await database.execute(sql`drop index ${how} ${name}`)
    if (state !== 'valid') await database.execute(sql`create index ${how} ${name} on ${index.on}`)
    return place + 1 < indexes.length ? index.name : null
  },
})
