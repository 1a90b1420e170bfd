import 'server-only'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as schema from './schema'

/** Drizzle over either driver; nothing may depend on which. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>

export type Row = Record<string, unknown>
/** Runs one statement with `$1` parameters. */
export type Query = (text: string, values?: readonly unknown[]) => Promise<Row[]>
/** Runs several statements without parameters. */
export type Execute = (text: string) => Promise<void>

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
  migrate<T>(work: (query: Query, execute: Execute) => Promise<T>): Promise<T>
  close(): Promise<void>
}
