import 'server-only'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as schema from './schema'

export type Row = Record<string, unknown>

/** What both drivers answer to a statement of SQL. */
interface Result extends PgQueryResultHKT {
  type: { readonly rows: Row[] }
}

/** Drizzle over either driver; nothing may depend on which. */
export type Database = PgDatabase<Result, typeof schema>

/** Runs one statement with `$1` parameters. */
export type Query = (text: string, values?: readonly unknown[]) => Promise<Row[]>

/** Runs around each statement but those of migrations, for example to measure it. */
export type Watch = <T>(text: string, run: () => Promise<T>) => Promise<T>

export const unwatched: Watch = (_, run) => run()

/** An open database, whichever engine it is. */
export type Connection = {
  readonly engine: 'postgres' | 'pglite'
  readonly database: Database
  readonly query: Query
  /**
   * As `query`, on connections that nothing else uses and that stay open: for statements that must not wait behind a
   * flood.
   */
  readonly reserved: Query
  /** One transaction for changing the database's shape; waits for locks for up to a minute. */
  migrate<T>(work: (database: Database) => Promise<T>): Promise<T>
  /** Work without a time limit and outside of a transaction, by one process at a time: null where another is at it. */
  alone<T>(lock: number, work: (database: Database) => Promise<T>): Promise<T | null>
  close(): Promise<void>
}
