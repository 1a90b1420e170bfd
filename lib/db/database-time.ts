import 'server-only'
import { sql } from 'drizzle-orm'
import type { Database } from './connection'

/** The time by the database's clock, in whole milliseconds: the one clock that all instances share. */
export async function databaseTime(database: Database): Promise<Date> {
  const { rows } = await database.execute(sql`select extract(epoch from clock_timestamp()) * 1000 as now`)
  return new Date(Math.floor(Number(rows[0]?.now)))
}
